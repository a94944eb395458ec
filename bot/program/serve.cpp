// SPDX-License-Identifier: EUPL-1.2
#include <malloc.h>
#include <sys/stat.h>

#include <charconv>
#include <fstream>
#include <iostream>
#include <iterator>

#include "adapters/service.hpp"
#include "adapters/system_clock.hpp"
#include "adapters/system_random.hpp"
#include "adapters/upkeep.hpp"
#include "bot/program/commands.hpp"
#include "bot/program/in_force.hpp"
#include "bot/program/matrix_settings.hpp"
#include "bot/program/teams_settings.hpp"
#include "bot/program/town.hpp"
#include "bot/program/trail.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "dialogs/papers/every_paper.hpp"
#include "storage/sqlite_postbox.hpp"
#include "storage/sqlite_store.hpp"

namespace meldmaat {

namespace {

constexpr int refused = 1;
constexpr int broken = 70;

/// Runs `work` and turns what the store may throw into words and an exit code.
template <class Work>
int with_store(const std::filesystem::path& data, const KeyFile& key, Work work) {
  try {
    std::filesystem::create_directories(data);
    SqliteStore store({.file = database_in(data), .delivered_by_writing = {"web"}, .vfs = {}, .key = key});
    return work(store);
  } catch (const StoreBroken& error) {
    std::cerr << "meldmaat: the database cannot be used: " << error.what() << '\n';
    return broken;
  } catch (const StoreBusy& error) {
    std::cerr << "meldmaat: the database cannot be opened now: " << error.what() << '\n';
  } catch (const KeyRefused& error) {
    std::cerr << "meldmaat: " << error.what() << '\n';
  } catch (const std::filesystem::filesystem_error& error) {
    std::cerr << "meldmaat: " << error.what() << '\n';
  }
  return refused;
}

/// Null when there is none.
std::unique_ptr<Postbox> open_postbox(const std::filesystem::path& data, bool has_postbox) {
  if (!has_postbox) return nullptr;
  return std::make_unique<SqlitePostbox>(SqlitePostboxOptions{postbox_in(data), {}});
}

/// A case keeps the protocol and form it began with, so a version that is in use must be on the shelf.
bool everything_in_use_is_there(Store& store, const Municipality& town) {
  const auto complaints = check_in_use(town, store.protocols_in_use(), store.forms_in_use());
  for (const auto& complaint : complaints) std::cerr << describe(complaint) << '\n';
  return complaints.empty();
}

void settle_what_was_interrupted(Store& store) {
  store.begin_batch();
  store.mark_interrupted_deliveries();
  store.commit_batch();
}

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

ServiceSettings service_settings(const Settings& settings) {
  ServiceSettings made;
  made.web.address = settings.web.address;
  made.web.port = settings.web.port;
  made.web.hosts = settings.hosts;
  made.web.most_connections_per_peer = settings.most_connections_per_peer;
  made.ops.address = settings.metrics.address;
  made.ops.port = settings.metrics.port;
  made.ops.hosts = {settings.metrics.address + ":" + std::to_string(settings.metrics.port),
                    "localhost:" + std::to_string(settings.metrics.port)};
  made.site.secure_cookies = settings.public_origin.starts_with("https://");
  made.site.theme_class = settings.theme_class;
  made.site.quick_exit = settings.quick_exit;
  made.site.most_file_bytes = settings.largest_file_bytes;
  made.site.session_lasts = settings.sign_in_lasts;
  if (settings.theme_css) made.site.theme_css = read_whole(*settings.theme_css);
  if (settings.teams) made.teams = teams_settings(*settings.teams, "meldmaat/" MELDMAAT_VERSION);
  if (settings.matrix) made.matrix = matrix_settings(*settings.matrix, "meldmaat/" MELDMAAT_VERSION);
  return made;
}

/// The parts that the service and the demo have alike.
ServiceParts service_parts(SqliteStore& store, Postbox* postbox, const Dialog& dialog, const Papers& papers,
                           const Municipality& town, const Clock& clock, const SystemClock& system, Random& random,
                           const InvitationBox& invitations, Log& log) {
  return {.store = store,
          .postbox = postbox,
          .dialog = dialog,
          .papers = papers,
          .town = town,
          .clock = clock,
          .random = random,
          .invitations = invitations,
          .log = log,
          .demo_clock = nullptr,
          .probe = [&store](Store&) { return store.probe() == Health::healthy; },
          .watermark = [&system] { return system.keep(); },
          .clock_is_suspect = [&system] { return system.suspect(); }};
}

int run(SqliteStore& store, const Sources& sources, Loaded folder, const ServeOptions& options) {
  // Before it is accepted: what is in force must be able to start.
  if (!everything_in_use_is_there(store, folder.municipality)) return refused;
  const auto dialog = every_dialog();
  note_configuration(store, options.config);
  const auto in_use = in_force(store, *dialog, sources, std::move(folder));
  if (!in_use) return refused;
  const Loaded& loaded = *in_use;
  if (!everything_in_use_is_there(store, loaded.municipality)) return refused;
  settle_what_was_interrupted(store);
  const auto postbox = open_postbox(loaded.settings.data, loaded.settings.postbox);
  const SystemClock clock(store.note(Upkeep::watermark_note).value_or(""));
  SystemRandom random;
  Log log({}, [&clock] { return clock.now(); });
  const auto papers = every_paper();
  auto settings = service_settings(loaded.settings);
  settings.notify_socket = options.notify_socket;
  settings.on_open = [&log](std::uint16_t web, std::uint16_t ops) {
    log.info("open", {{"version", Literal(MELDMAAT_VERSION)}, {"web_port", web}, {"ops_port", ops}});
  };
  const InvitationBox invitations{invitations_in(loaded.settings.data)};
  const auto parts = service_parts(store, postbox.get(), *dialog, *papers, loaded.municipality, clock, clock, random,
                                   invitations, log);
  // Reading the configuration took several times the memory that its outcome needs.
  ::malloc_trim(0);
  return static_cast<int>(run_service(parts, settings));
}

std::string at(const std::string& address, std::uint16_t port) {
  return "http://" + address + ":" + std::to_string(port);
}

void announce(const Municipality& town, const DemoOptions& options, std::uint16_t web, std::uint16_t ops) {
  const auto base = at(options.address, web);
  std::cout << "meldmaat " MELDMAAT_VERSION " shows " << town.organisation.name
            << ", a municipality that does not exist. Use made-up data only.\n\n"
            << "  " << base << "/               choose who you are, move the clock\n"
            << "  " << base << "/demo/together  employee, manager and counsellor side by side\n"
            << "  " << at(options.address, ops) << "/metrics        figures\n\n"
            << "Data: " << options.data.string() << " (remove it to begin anew). Ctrl-C stops.\n"
            << "ready " << base << '\n'
            << std::flush;
}

int run_demo(SqliteStore& store, Loaded& loaded, const DemoOptions& options) {
  if (!everything_in_use_is_there(store, loaded.municipality)) return refused;
  settle_what_was_interrupted(store);
  const SystemClock system(store.note(Upkeep::watermark_note).value_or(""));
  const auto kept = store.note(DemoClock::note).value_or("0");
  Milliseconds::rep ahead = 0;
  std::from_chars(kept.data(), kept.data() + kept.size(), ahead);
  const auto start = read_local_moment(options.at, loaded.municipality.zone);
  if (!options.at.empty() && !start) {
    std::cerr << "meldmaat: --at is a local time such as \"2026-10-23 16:40\"\n";
    return refused;
  }
  const StillClock still(start.value_or(Moment{}));
  const Clock* behind = &system;
  if (start) behind = &still;
  DemoClock clock(*behind, Milliseconds{ahead});
  SystemRandom random;
  Log log({.level = LogLevel::warning}, [&clock] { return clock.now(); });
  const auto dialog = every_dialog();
  const auto papers = every_paper();
  ServiceSettings settings;
  settings.web.address = options.address;
  settings.web.port = options.port;
  settings.web.hosts = {options.address + ":0", "localhost:0"};
  settings.web.most_connections_per_peer = settings.web.most_connections;
  settings.ops.address = options.address;
  settings.ops.hosts = settings.web.hosts;
  settings.site.demo = true;
  settings.site.secure_cookies = false;
  settings.settle = std::chrono::milliseconds{0};
  settings.on_open = [&](std::uint16_t web, std::uint16_t ops) {
    // Nothing was said yet: the loops begin after this.
    loaded.municipality.web_origin = at(options.address, web);
    loaded.municipality.organisation.anonymous_route = loaded.municipality.web_origin + "/postvak";
    announce(loaded.municipality, options, web, ops);
  };
  const InvitationBox invitations{invitations_in(options.data)};
  const auto postbox = open_postbox(options.data, true);
  loaded.municipality.postbox = true;
  auto parts = service_parts(store, postbox.get(), *dialog, *papers, loaded.municipality, clock, system, random,
                             invitations, log);
  parts.demo_clock = &clock;
  return static_cast<int>(run_service(parts, settings));
}

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1";
}

}  // namespace

int serve(const ServeOptions& options) {
  ::umask(077);
  Sources sources = read_sources(options.config);
  sources.environment = options.teams;
  auto loaded = load_or_complain(sources);
  if (!loaded) return refused;
  const auto key = key_file_of(loaded->settings, options.credentials);
  if (const auto warning = warning_about(key, loaded->settings)) std::cerr << describe(*warning) << '\n';
  const auto data = loaded->settings.data;
  return with_store(data, key, [&](SqliteStore& store) { return run(store, sources, std::move(*loaded), options); });
}

int demo(const DemoOptions& options) {
  if (!is_loopback(options.address)) {
    std::cerr << "meldmaat: the demo lets anybody be anybody, so it listens on loopback only, not on "
              << options.address << '\n';
    return refused;
  }
  ::umask(077);
  auto loaded = load_or_complain(demo_sources());
  if (!loaded) return refused;
  return with_store(options.data, {}, [&](SqliteStore& store) { return run_demo(store, *loaded, options); });
}

}  // namespace meldmaat
