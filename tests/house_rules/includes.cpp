// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <regex>
#include <span>
#include <string>

#include "tests/house_rules/rules.hpp"

namespace meldmaat::house_rules {
namespace {

struct Room {
  std::string_view name;
  /// Prefixes of foreign headers. A C++ standard header is always allowed, unless `refused` names it.
  std::vector<std::string_view> foreign;
  std::vector<std::string_view> refused;
};

/// Standard headers that reach outside the program: the heart and the dialogs are pure.
const std::vector<std::string_view> outside_world = {
    "filesystem", "fstream", "iostream", "random",     "thread", "mutex",        "future",
    "cstdlib",    "csignal", "ctime",    "stop_token", "atomic", "shared_mutex", "condition_variable"};

const std::array rooms = {
    Room{"bot", {}, outside_world},
    Room{"dialogs", {}, outside_world},
    Room{"config", {"toml++/", "date/"}, {"thread", "random"}},
    Room{"storage",
         {"SQLiteCpp/", "sqlite3.h", "nlohmann/", "openssl/", "fcntl.h", "unistd.h", "sys/"},
         {"thread", "random", "iostream"}},
    Room{"adapters",
         {"boost/",   "openssl/",  "nlohmann/", "spdlog/",   "fcntl.h", "unistd.h", "sys/",
          "netinet/", "arpa/",     "poll.h",    "termios.h", "spawn.h", "cairo/",   "pango/",
          "qpdf/",    "jpeglib.h", "jerror.h",  "png.h",     "webp/",   "seccomp.h"},
         {"random"}},
};

struct Rare {
  std::string_view prefix;
  std::size_t files;
  std::string_view why;
};

const std::array rare_headers = {
    Rare{"toml++/", 1, "config/ reads TOML in one .cpp"},
    Rare{"date/", 1, "config/ reads time zones in one .cpp"},
    Rare{"CLI/", 1, "the command line is read in one .cpp"},
    Rare{"cairo/", 1, "paper is drawn in one .cpp"},
    Rare{"pango/", 1, "paper is drawn in one .cpp"},
    Rare{"qpdf/", 2, "PDF is finished in one .cpp, and stripped in one"},
    Rare{"jpeglib.h", 1, "one .cpp opens JPEG"},
    Rare{"png.h", 1, "one .cpp opens PNG"},
    Rare{"webp/", 1, "one .cpp opens WebP"},
    Rare{"seccomp.h", 1, "one .cpp gives up rights"},
    Rare{"spawn.h", 1, "one .cpp starts processes"},
    Rare{"boost/beast/src.hpp", 1, "Beast is compiled once"},
    Rare{"boost/asio/impl/src.hpp", 1, "Asio is compiled once"},
};

struct Include {
  std::string header;
  bool quoted;
  std::size_t line;
};

std::vector<Include> includes_of(const SourceFile& file) {
  static const std::regex directive(R"((?:^|\n)[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])");
  std::vector<Include> found;
  for (std::sregex_iterator it(file.text.begin(), file.text.end(), directive), end; it != end; ++it) {
    found.push_back({(*it)[2], (*it)[1] == "\"", file.line_of(static_cast<std::size_t>(it->position(2)))});
  }
  return found;
}

bool starts_with_any(std::string_view header, std::span<const std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return header.starts_with(prefix); });
}

bool is_standard(std::string_view header) {
  return header.find_first_of("./") == std::string_view::npos;
}

/// The program knows every room: it is built beside the heart, not in it.
bool is_program(std::string_view path) {
  return path == "bot/main.cpp" || path.starts_with("bot/program/");
}

bool is_allowed(const Room& room, const Include& include) {
  const std::string_view header = include.header;
  if (is_program(header)) return false;
  if (include.quoted) return header.starts_with("bot/") || header.starts_with(std::string(room.name) + "/");
  if (is_standard(header)) return std::ranges::find(room.refused, header) == room.refused.end();
  return starts_with_any(header, room.foreign);
}

}  // namespace

Faults check_includes(const SourceFile& file) {
  const auto room = std::ranges::find(rooms, file.room(), &Room::name);
  if (!file.is_cpp() || room == rooms.end() || is_program(file.path)) return {};
  Faults faults;
  for (const auto& include : includes_of(file)) {
    if (is_allowed(*room, include)) continue;
    faults.push_back({file.path, include.line, std::string(room->name) + "/ may not include " + include.header});
  }
  return faults;
}

Faults check_rare_includes(const std::vector<SourceFile>& files) {
  Faults faults;
  for (const auto& rare : rare_headers) {
    std::vector<std::string_view> users;
    for (const auto& file : files) {
      if (!file.is_cpp() || file.is_in("tests/")) continue;
      for (const auto& include : includes_of(file)) {
        if (!include.header.starts_with(rare.prefix)) continue;
        if (file.path.ends_with(".hpp")) faults.push_back({file.path, include.line, std::string(rare.why)});
        if (users.empty() || users.back() != file.path) users.push_back(file.path);
      }
    }
    for (auto i = rare.files; i < users.size(); ++i)
      faults.push_back({std::string(users[i]), 0, std::string(rare.why)});
  }
  return faults;
}

}  // namespace meldmaat::house_rules
