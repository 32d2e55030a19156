# Lệnh của Thi Đua. "make help" cho biết từng lệnh làm gì.

PORT ?= 8080
DATA ?= ./data
CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)

.DEFAULT_GOAL := help
.PHONY: help run build dev fonts types tidy test test-rust test-browser pictures crash bench

help: ## Danh sách lệnh này
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s%s\n", $$1, $$2 }' Makefile

run: build ## Chạy Thi Đua với năm 2021 và năm mẫu 2022 (PORT=8080 DATA=./data)
	@"$(TARGET)/release/thidua" serve --data "$(DATA)" --port "$(PORT)" --demo

build: fonts ## Dựng chương trình: target/release/thidua
	@$(CARGO) build --release --locked --package thidua

dev: fonts ## Sửa đến đâu chạy lại đến đó (PORT=8080 DATA=./data)
	@node scripts/dev.mjs "$(DATA)" "$(PORT)"

# The screen font: the program works without it and says so at start.
fonts: need-run
	@$(MAKE) --silent $(FONTS)

FONT_FOLDER := crates/server/assets/fonts
FONTS := $(addprefix $(FONT_FOLDER)/source-sans-3-,vietnamese-wght-normal.woff2 latin-wght-normal.woff2)

$(FONT_FOLDER)/%.woff2: node_modules/.package-lock.json
	@install -D -m 644 "node_modules/@fontsource-variable/source-sans-3/files/$*.woff2" "$@"

node_modules/.package-lock.json: package-lock.json .npmrc
	@npm ci --no-progress --loglevel=error
	@touch $@

.PHONY: need-run need-test need-bench
need-run need-test need-bench: need-%:
	@scripts/need $*

types: node_modules/.package-lock.json ## Kiểm tra kiểu của JavaScript
	@npm run --silent types

tidy: ## Kiểm tra nếp nhà: mũi tên giữa các crate, giấy phép, tài liệu
	@$(CARGO) test --locked --package tidy

test: need-test ## Chạy mọi phép thử (tự cài những gì cần)
	@$(MAKE) --silent test-rust test-browser

test-rust: fonts
	@scripts/with-postgres $(CARGO) test --locked --workspace

# The tests of the commands build the program too; another selection of packages would build its libraries twice.
test-browser: fonts
	@$(CARGO) test --locked --workspace --no-run
	@THIDUA_BINARY="$(TARGET)/debug/thidua" $(BROWSER_TESTS)

BROWSER_TESTS := node --test --test-concurrency=2 --test-timeout=600000 tests/browser/*.test.mjs

pictures: fonts ## Chụp mọi trang đã thử vào target/pictures, và hình của README
	@$(CARGO) test --locked --workspace --no-run
	@mkdir -p "$(TARGET)/pictures"
	@THIDUA_PICTURES="$(abspath $(TARGET))/pictures" THIDUA_BINARY="$(TARGET)/debug/thidua" $(BROWSER_TESTS)

crash: need-test build ## Tắt ngang chương trình 200 lần khi đang ghi, trên cả hai cơ sở dữ liệu
	@THIDUA_BINARY="$(TARGET)/release/thidua" scripts/with-postgres --durable node tests/crash/kill9.mjs

bench: need-bench build ## Đo tốc độ và bộ nhớ, in bảng
	@THIDUA_BINARY="$(TARGET)/release/thidua" node scripts/bench/main.mjs
