//! The command line as people read and type it, in Vietnamese.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser};

use crate::commands::Command;

/// Đưa một cụm thi đua đi hết năm: từ văn bản chỉ đạo đến công bố kết quả.
#[derive(Debug, Parser)]
#[command(
    name = "thidua",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Mã kết thúc: 0 tốt đẹp · 1 phát hiện có điều chưa đúng, hoặc chưa làm được · 2 lệnh dùng chưa đúng.\nMọi mục của thidua.toml đều đặt được bằng biến môi trường THIDUA_…; tùy chọn trên dòng lệnh thắng cả hai."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What the command line itself already answers: help, the version, or what is wrong with it.
pub struct Answer {
    text: String,
    code: u8,
}

impl Answer {
    /// Says it and ends.
    pub fn give(self) -> ExitCode {
        if self.code == 0 {
            crate::commands::say(&self.text);
        } else {
            eprint!("{}", self.text);
        }
        ExitCode::from(self.code)
    }
}

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}\n";

/// The command that the words ask for.
pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Command, Answer> {
    let mut program = in_vietnamese(Cli::command());
    // The same words on every kind of usage line, also those of the subcommands.
    program.build();
    let program = with_usage(program);
    let matches = program
        .try_get_matches_from(words)
        .map_err(|error| answer(&error))?;
    let cli = Cli::from_arg_matches(&matches).map_err(|error| answer(&error))?;
    Ok(cli.command)
}

fn in_vietnamese(command: clap::Command) -> clap::Command {
    let top = command.get_name() == "thidua";
    let command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .mut_args(in_plain_words)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading("Tùy chọn")
                .help("In phần trợ giúp này"),
        )
        .mut_subcommands(in_vietnamese);
    if !top {
        return command;
    }
    command.arg(
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help_heading("Tùy chọn")
            .help("In số phiên bản"),
    )
}

/// The argument under a Vietnamese heading; what clap would add in English stands in the help itself.
fn in_plain_words(arg: Arg) -> Arg {
    let heading = if arg.is_positional() {
        "Tham số"
    } else {
        "Tùy chọn"
    };
    let arg = arg.help_heading(heading);
    if !arg.get_action().takes_values() {
        return arg;
    }
    arg.hide_env(true)
        .hide_default_value(true)
        .hide_possible_values(true)
}

fn with_usage(mut command: clap::Command) -> clap::Command {
    let usage = command.render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", "[TÙY CHỌN]");
    command.override_usage(usage).mut_subcommands(with_usage)
}

fn answer(error: &clap::Error) -> Answer {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return Answer {
            text: error.to_string(),
            code: 0,
        };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Answer {
            text: error.to_string(),
            code: 2,
        };
    }
    let named = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tùy chọn {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh {}", named(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "còn thiếu tên lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("còn thiếu {argument}"),
        ErrorKind::ArgumentConflict => format!("{argument} không đi cùng tùy chọn đã nêu"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} còn thiếu giá trị"),
        ErrorKind::InvalidValue => format!(
            "giá trị “{value}” của {argument} không nằm trong: {}",
            named(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => format!("giá trị “{value}” của {argument} chưa đúng"),
        ErrorKind::InvalidUtf8 => "có chữ không phải UTF-8".to_owned(),
        _ => error.to_string(),
    };
    Answer {
        text: format!(
            "thidua: Lệnh chưa đúng: {what}. Xem “thidua --help” hoặc “thidua LỆNH --help”.\n"
        ),
        code: 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(words: &[&str]) -> Answer {
        let words = ["thidua"].iter().chain(words).map(OsString::from);
        read(words).expect_err("the words are no command")
    }

    #[test]
    fn the_definition_of_the_commands_holds_together() {
        in_vietnamese(Cli::command()).debug_assert();
    }

    #[test]
    fn every_command_takes_a_data_folder_and_explains_itself_in_vietnamese() {
        fn walk(command: &clap::Command, names: &str) {
            let leaf = command.get_subcommands().next().is_none();
            let takes_data = command.get_arguments().any(|arg| arg.get_id() == "data");
            assert!(!leaf || takes_data, "{names}");
            for below in command.get_subcommands() {
                walk(below, &format!("{names} {}", below.get_name()));
            }
            let words: Vec<&str> = names.split(' ').skip(1).chain(["--help"]).collect();
            let help = refused(&words);
            assert_eq!(help.code, 0, "{names}");
            for english in [
                "Usage",
                "Options",
                "Print",
                "OPTIONS",
                "[default",
                "[env",
                "possible values",
            ] {
                assert!(
                    !help.text.contains(english),
                    "{names}: {english}\n{}",
                    help.text
                );
            }
        }
        walk(&Cli::command(), "thidua");
    }

    #[test]
    fn wrong_words_end_with_2_and_say_what_is_wrong() {
        for (words, said) in [
            (&["serv"][..], "không có lệnh serv"),
            (&["check"], "còn thiếu"),
            (&["serve", "--prot", "81"], "không có tùy chọn --prot"),
            (&["serve", "--port", "lớn"], "giá trị “lớn” của --port"),
        ] {
            let answer = refused(words);
            assert_eq!(answer.code, 2);
            assert!(answer.text.contains(said), "{}", answer.text);
        }
        assert_eq!(refused(&[]).code, 2);
    }
}
