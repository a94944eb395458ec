// SPDX-License-Identifier: EUPL-1.2
// Checks the rules themselves: small samples that break a rule must be reported at the right line, and their sound
// neighbours must not.
#include <gtest/gtest.h>

#include <string>

#include "tests/house_rules/rules.hpp"

namespace meldmaat::house_rules {
namespace {

SourceFile sample(const std::string& path, const std::string& body) {
  return {path, "// SPDX-License-Identifier: EUPL-1.2\n" + body};
}

std::size_t faults_in(Faults (*rule)(const SourceFile&), const std::string& path, const std::string& body) {
  return rule(sample(path, body)).size();
}

TEST(SourceFile, BlanksCommentsAndLiteralsAndKeepsLines) {
  const SourceFile file("bot/a.cpp", "a \"b\\\"c\" 'd' 1'000 // e\nR\"x(f)x\" /* g\n */ h");
  const auto blanks = [](std::size_t count) { return std::string(count, ' '); };
  EXPECT_EQ(file.code, "a" + blanks(12) + "1'000" + blanks(5) + "\n" + blanks(13) + "\n" + blanks(4) + "h");
  EXPECT_EQ(file.line_of(file.code.find('h')), 3U);
}

TEST(Includes, ARoomKnowsItselfAndTheHeart) {
  EXPECT_EQ(faults_in(check_includes, "dialogs/a.cpp", "#include \"bot/state.hpp\"\n#include \"dialogs/b.hpp\"\n"), 0U);
  EXPECT_EQ(faults_in(check_includes, "dialogs/a.cpp", "#include \"storage/sqlite_store.hpp\"\n"), 1U);
  EXPECT_EQ(faults_in(check_includes, "bot/a.hpp", "#include \"dialogs/a.hpp\"\n"), 1U);
  EXPECT_EQ(faults_in(check_includes, "bot/main.cpp", "#include \"dialogs/a.hpp\"\n"), 0U);
  EXPECT_EQ(faults_in(check_includes, "bot/program/a.cpp", "#include \"dialogs/a.hpp\"\n"), 0U);
  EXPECT_EQ(faults_in(check_includes, "bot/a.cpp", "#include \"bot/program/a.hpp\"\n"), 1U);
  EXPECT_EQ(faults_in(check_includes, "bot/a.hpp", "#include \"moment.hpp\"\n"), 1U) << "not room-qualified";
}

TEST(Includes, ForeignHeadersStayInTheirRoom) {
  EXPECT_EQ(faults_in(check_includes, "adapters/a.cpp", "#include <boost/asio.hpp>\n"), 0U);
  EXPECT_EQ(faults_in(check_includes, "storage/a.cpp", "#include <boost/asio.hpp>\n"), 1U);
  EXPECT_EQ(faults_in(check_includes, "bot/a.cpp", "#include <vector>\n#include <chrono>\n"), 0U);
  EXPECT_EQ(faults_in(check_includes, "bot/a.cpp", "#include <fstream>\n"), 1U);
  EXPECT_EQ(faults_in(check_includes, "dialogs/a.cpp", "  # include <nlohmann/json.hpp>\n"), 1U);
}

TEST(Includes, ReportsTheLine) {
  const auto faults = check_includes(sample("bot/a.cpp", "\n#include <sqlite3.h>\n"));
  EXPECT_EQ(faults, (Faults{{"bot/a.cpp", 3, "bot/ may not include sqlite3.h"}}));
}

TEST(Includes, TomlIsReadInOneFile) {
  const std::string toml = "#include <toml++/toml.h>\n";
  EXPECT_EQ(check_rare_includes({sample("config/a.cpp", toml)}).size(), 0U);
  EXPECT_EQ(check_rare_includes({sample("config/a.cpp", toml), sample("config/b.cpp", toml)}).size(), 1U);
  EXPECT_EQ(check_rare_includes({sample("config/a.hpp", toml)}).size(), 1U);
}

TEST(Calls, TimeAndChanceOnlyInTheirSeam) {
  const std::string clock = "auto t = std::chrono::system_clock::now();\n";
  EXPECT_EQ(faults_in(check_calls, "adapters/system_clock.cpp", clock), 0U);
  EXPECT_EQ(faults_in(check_calls, "adapters/courier.cpp", clock), 1U);
  EXPECT_EQ(faults_in(check_calls, "dialogs/a.cpp", "auto t = time(nullptr);\n"), 1U);
  EXPECT_EQ(faults_in(check_calls, "dialogs/a.cpp", "auto t = phrase.time(); // system_clock::now\n"), 0U);
  EXPECT_EQ(faults_in(check_calls, "storage/a.cpp", "std::random_device seed;\n"), 1U);
  EXPECT_EQ(faults_in(check_calls, "bot/a.cpp", "int x = rand();\n"), 1U);
  EXPECT_EQ(faults_in(check_calls, "bot/a.cpp", "int x = grand();\n"), 0U);
}

TEST(Calls, NoBackDoors) {
  EXPECT_EQ(faults_in(check_calls, "config/a.cpp", "auto home = std::getenv(\"HOME\");\n"), 1U);
  EXPECT_EQ(faults_in(check_calls, "adapters/a.cpp", "co_spawn(io, run(), asio::detached);\n"), 1U);
  EXPECT_EQ(faults_in(check_calls, "adapters/a.cpp", "std::thread other(run);\n"), 1U);
  EXPECT_EQ(faults_in(check_calls, "bot/a.cpp", "auto* x = new State();\n"), 1U);
  EXPECT_EQ(faults_in(check_calls, "bot/a.hpp", "A(const A&) = delete;\nint newest = 1;\n"), 0U);
  EXPECT_EQ(faults_in(check_calls, "tests/bot/a.cpp", "std::this_thread::sleep_for(1s);\n"), 1U);
  EXPECT_EQ(faults_in(check_calls, "tests/bot/a.cpp", "std::thread other(run);\n"), 0U);
}

TEST(Calls, NobodyLooksForTheReportsOfAnEmployee) {  // S2-36
  const std::string lookup = "auto found = store.cases_of(employee, 10);\n";
  EXPECT_EQ(faults_in(check_calls, "bot/case_work.cpp", lookup), 0U) << "one's own list";
  EXPECT_EQ(faults_in(check_calls, "bot/own_record.cpp", lookup), 0U) << "one's own data, for oneself";
  EXPECT_EQ(faults_in(check_calls, "bot/rules/digest.cpp", lookup), 1U);
  EXPECT_EQ(faults_in(check_calls, "adapters/web/page.cpp", lookup), 1U);
}

TEST(Sizes, CountsLinesOfFilesAndFunctions) {
  const auto lines = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "  f();\n";
    return text;
  };
  EXPECT_EQ(faults_in(check_sizes, "bot/a.cpp", std::string(399, '\n')), 0U);
  EXPECT_EQ(faults_in(check_sizes, "bot/a.cpp", std::string(400, '\n')), 1U);
  EXPECT_EQ(faults_in(check_sizes, "bot/a.cpp", "void f() {\n" + lines(68) + "}\n"), 0U);
  EXPECT_EQ(faults_in(check_sizes, "bot/a.cpp", "void f() {\n" + lines(69) + "}\n"), 1U);
  EXPECT_EQ(faults_in(check_sizes, "bot/a.cpp", "A::A() : a_{1}, b_(2), c_{3} {\n" + lines(69) + "}\n"), 1U);
  EXPECT_EQ(faults_in(check_sizes, "bot/a.cpp", "auto table = to_array<Row>({\n" + lines(80) + "});\n"), 0U);
  EXPECT_EQ(faults_in(check_sizes, "config/a.toml", std::string(500, '\n')), 0U);
  EXPECT_EQ(faults_in(check_sizes, "bot/a.hpp", "namespace x {\nstruct A {\n" + lines(80) + "};\n}\n"), 0U);
  EXPECT_EQ(faults_in(check_sizes, "bot/a.hpp", "class A {\n int b{2};\n void f() const {\n" + lines(80) + "}\n};\n"),
            1U);
}

TEST(Coroutines, AwaitsOnlyNamedObjects) {
  const auto faults = [](const std::string& statement) {
    return faults_in(check_coroutines, "adapters/a.cpp", "awaitable<void> f(int x) {\n" + statement + "\n}\n");
  };
  EXPECT_EQ(faults("co_await send(request);"), 0U);
  EXPECT_EQ(faults("if (co_await more(x)) { g(T{1}); }"), 0U);
  EXPECT_EQ(faults("try { co_await a(); } catch (...) { b(); }"), 0U);
  EXPECT_EQ(faults("switch (x) { case 1: { co_await a(); } }"), 0U);
  EXPECT_EQ(faults("T named{1, 2};\nco_await send(std::move(named));"), 0U);
  EXPECT_EQ(faults("co_await send(T{1, 2});"), 1U);
  EXPECT_EQ(faults("co_await send({1, 2});"), 1U);
  EXPECT_EQ(faults("auto t = T{co_await a(), 1};"), 1U);
  EXPECT_EQ(faults("co_await spawn([x] { return x; });"), 1U);
  EXPECT_EQ(faults("auto y = x ? co_await a() : 2;"), 1U);
}

TEST(Coroutines, StayInTheirRoomAndTakeValues) {
  EXPECT_EQ(faults_in(check_coroutines, "storage/a.cpp", "task f() { co_return; }\n"), 1U);
  EXPECT_EQ(faults_in(check_coroutines, "adapters/a.hpp", "asio::awaitable<void> f(std::string_view text);\n"), 1U);
  EXPECT_EQ(faults_in(check_coroutines, "adapters/a.hpp", "asio::awaitable<int> f(int a, const std::string& b);\n"),
            1U);
  EXPECT_EQ(faults_in(check_coroutines, "adapters/a.hpp", "asio::awaitable<void> f(std::string text);\n"), 0U);
}

TEST(Text, AsksForTheLicenceAndAFinishedFile) {
  EXPECT_EQ(check_text({"bot/a.cpp", "int a;\n"}).size(), 1U);
  EXPECT_EQ(check_text({"run.sh", "#!/bin/sh\n# SPDX-License-Identifier: EUPL-1.2\n"}).size(), 0U);
  EXPECT_EQ(faults_in(check_text, "bot/a.cpp", std::string("// TO") + "DO: later\n"), 1U);
  EXPECT_EQ(faults_in(check_text, "bot/a.cpp", std::string("auto path = \"/wo") + "rk/main\";\n"), 1U);
  EXPECT_EQ(faults_in(check_text, "bot/string_utils.cpp", "int a;\n"), 1U);
  EXPECT_EQ(faults_in(check_text, "bot/utility_company.cpp", "int a;\n"), 0U);
}

}  // namespace
}  // namespace meldmaat::house_rules
