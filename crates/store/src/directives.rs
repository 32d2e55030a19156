//! Directives (văn bản chỉ đạo), dispatches, answers.
