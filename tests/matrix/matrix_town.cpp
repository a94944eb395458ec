// SPDX-License-Identifier: EUPL-1.2
#include "tests/matrix/matrix_town.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <stdexcept>

#include "adapters/system_clock.hpp"
#include "dialogs/dialog_shelf.hpp"

namespace meldmaat {

namespace {

/// The demo's, where everybody is found on Matrix first.
Municipality matrix_town() {
  auto result = load_demo();
  auto* loaded = std::get_if<Loaded>(&result);
  if (loaded == nullptr) throw std::runtime_error("the demo does not load");
  Municipality town = std::move(loaded->municipality);
  People people;
  for (Person person : town.organisation.people) {
    person.channels.insert(person.channels.begin(), MatrixPerson{person.id.str()}.key());
    people.add(std::move(person));
  }
  town.organisation.people = std::move(people);
  // What comes back every week would open rooms that no test waits for.
  for (auto& protocol : town.protocols) {
    std::erase_if(protocol.rules, [](const Rule& rule) { return rule.trigger.of_duty(); });
  }
  return town;
}

ClientRequest ask(Method method, const std::string& target, const std::string& body, const std::string& authorization) {
  ClientRequest request(method, target, "application/json", body);
  if (!authorization.empty()) request.headers.add("Authorization", authorization);
  return request;
}

HttpServerSettings loopback() {
  HttpServerSettings settings;
  settings.hosts = {"127.0.0.1:0"};
  settings.most_connections_per_peer = settings.most_connections;
  return settings;
}

}  // namespace

LogFile::LogFile(const fakes::TemporaryFolder& folder)
    : descriptor_(::open((folder.path() / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {}

LogFile::~LogFile() {
  ::close(descriptor_);
}

LogSettings LogFile::settings() const {
  LogSettings made;
  made.file_descriptor = descriptor_;
  made.level = LogLevel::debug;
  return made;
}

BreakableDialog::BreakableDialog() : real_(every_dialog()) {}

Turn BreakableDialog::step(const State& state, const Event& event, const View& view) const {
  const auto* said = std::get_if<Said>(&event.what);
  {
    const std::lock_guard lock(mutex_);
    if (said != nullptr && !broken_.empty() && said->text == broken_) throw std::logic_error("broken on purpose");
  }
  return real_->step(state, event, view);
}

void BreakableDialog::break_on(const std::string& text) {
  const std::lock_guard lock(mutex_);
  broken_ = text;
}

MatrixSettings MatrixTown::settings() const {
  MatrixSettings made;
  made.listener = loopback();
  made.homeserver.address = "http://127.0.0.1:" + std::to_string(port_);
  made.homeserver.user = FakeHomeserver::bot;
  made.homeserver.device = "MELDMAAT";
  made.homeserver.service = "meldmaat";
  made.homeserver.token = Secret(FakeHomeserver::token);
  made.hs_token = Secret(hs_token);
  made.servers = {"zandrecht.example"};
  made.outside.user_agent = "meldmaat/test";
  const auto never = std::chrono::hours{1};
  made.rooms.longest_wait = never;
  made.rooms.between_rooms = std::chrono::milliseconds{0};
  made.catch_up.round = never;
  made.catch_up.round_without = never;
  return made;
}

MatrixTown::MatrixTown(const fakes::TemporaryFolder& folder, FakeHomeserver& homeserver, Moment start,
                       const std::string& vfs)
    : clock(start),
      homeserver_(homeserver),
      log_file_(folder),
      log_(log_file_.settings(), [this] { return clock.now(); }),
      desk_{log_, [this] { failed_ = true; }},
      town_(matrix_town()),
      door_(door(0)),
      port_(door_->start()),
      store_({.file = folder.path() / "meldmaat.db", .delivered_by_writing = {"web"}, .vfs = vfs}),
      thread_(store_, io.get_executor(), {}),
      watchers_(io.get_executor()),
      switchboard_({thread_, dialog_, town_, clock, watchers_, metrics_, random_}),
      matrix_({io.get_executor(), switchboard_, clock, desk_, metrics_, log_}, settings()),
      courier_(io.get_executor(), switchboard_, {&matrix_.channel()}, random_, desk_, metrics_, log_),
      fetcher_(io.get_executor(), switchboard_, {&matrix_.files()}, reader_copies, random_, desk_, metrics_, log_,
               {.most_bytes = most_file_bytes}) {
  homeserver_.now = start;
  thread_.run([](Store& store) { store.mark_interrupted_deliveries(); });
  switchboard_.on_written([this](const Touched& touched) { courier_.ring(touched); });
  switchboard_.on_errands([this] { fetcher_.ring(); });
  service_port_ = matrix_.start();
  client_ = std::make_unique<HttpClient>(io.get_executor(), "127.0.0.1", service_port_);
  spawn(io.get_executor(), "courier", OnFailure::house_stops, desk_, courier_.run());
  spawn(io.get_executor(), "fetcher", OnFailure::house_stops, desk_, fetcher_.run());
}

MatrixTown::~MatrixTown() {
  thread_.stop();
}

std::unique_ptr<HttpServer> MatrixTown::door(std::uint16_t port) {
  HttpServerSettings settings = loopback();
  settings.port = port;
  return std::make_unique<HttpServer>(io.get_executor(), settings, homeserver_, metrics_, desk_, monotonic_now);
}

void MatrixTown::start_homeserver() {
  door_ = door(port_);
  door_->start();
}

Pushed MatrixTown::call(Method method, const std::string& target, const std::string& body,
                        const std::string& authorization) {
  auto request = ask(method, target, body, authorization);
  std::optional<Pushed> pushed;
  const auto told = [&](const std::exception_ptr& failed, const ClientAnswer& answer) {
    pushed = failed ? Pushed{} : Pushed{answer.status, nlohmann::json::parse(answer.body, nullptr, false)};
  };
  boost::asio::co_spawn(io, client_->exchange(std::move(request), std::chrono::seconds{60}), told);
  if (!until([&] { return pushed.has_value(); })) throw std::runtime_error("no answer");
  return *pushed;
}

Pushed MatrixTown::push(const std::vector<nlohmann::json>& events) {
  return push(events, std::to_string(++transactions_));
}

Pushed MatrixTown::push(const std::vector<nlohmann::json>& events, const std::string& id) {
  return call(Method::put, "/_matrix/app/v1/transactions/" + id, nlohmann::json{{"events", events}}.dump());
}

std::shared_ptr<std::optional<Pushed>> MatrixTown::begin_push(const std::vector<nlohmann::json>& events,
                                                              const std::string& id) {
  const auto pushed = std::make_shared<std::optional<Pushed>>();
  auto request = ask(Method::put, "/_matrix/app/v1/transactions/" + id, nlohmann::json{{"events", events}}.dump(),
                     "Bearer " + hs_token);
  const auto told = [pushed](const std::exception_ptr& failed, const ClientAnswer& answer) {
    *pushed = failed ? Pushed{} : Pushed{answer.status, nlohmann::json::parse(answer.body, nullptr, false)};
  };
  auto& client =
      further_clients_.emplace_back(std::make_unique<HttpClient>(io.get_executor(), "127.0.0.1", service_port_));
  boost::asio::co_spawn(io, client->exchange(std::move(request), std::chrono::seconds{60}), told);
  return pushed;
}

std::vector<int> MatrixTown::push_at_once(const std::vector<nlohmann::json>& events, std::size_t copies) {
  std::vector<std::shared_ptr<std::optional<Pushed>>> answers;
  while (answers.size() < copies) answers.push_back(begin_push(events, "at-once"));
  const auto is_there = [](const auto& answer) { return answer->has_value(); };
  if (!until([&] { return std::ranges::all_of(answers, is_there); })) throw std::runtime_error("no answer");
  std::vector<int> statuses;
  for (const auto& answer : answers) statuses.push_back((*answer)->status);
  return statuses;
}

bool MatrixTown::until(const std::function<bool()>& so) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (!so()) {
    if (failed_ || std::chrono::steady_clock::now() > end) return false;
    io.run_one_for(std::chrono::milliseconds{100});
  }
  return true;
}

bool MatrixTown::delivered() {
  return until([this] { return look([](Store& store) { return store.open_deliveries(); }) == 0; });
}

bool MatrixTown::waits() {
  return until([this] {
    const auto next = look([](Store& store) { return store.next_delivery(); });
    return next && *next > clock.now();
  });
}

bool MatrixTown::rooms_are_done() {
  return until([this] {
    const auto next = look([](Store& store) { return store.next_room(matrix_channel_name); });
    return !next || *next > clock.now();
  });
}

bool MatrixTown::try_to_sync() {
  const auto before = homeserver_.count("/v3/sync");
  matrix_.look();
  return until([&] { return homeserver_.count("/v3/sync") > before; });
}

bool MatrixTown::sync() {
  if (!try_to_sync()) return false;
  const auto taken = [this](Store& store) { return store.note("matrix_sync_token") == homeserver_.last_sync_token(); };
  return until([&] { return look(taken); }) && rooms_are_done();
}

void MatrixTown::pass(Milliseconds time) {
  clock.pass(time);
  homeserver_.now = clock.now();
  bool rung = false;
  boost::asio::co_spawn(io, switchboard_.ring(), [&](const std::exception_ptr&, std::size_t) { rung = true; });
  if (!until([&] { return rung; })) throw std::runtime_error("the bells hang");
  courier_.ring();
  fetcher_.ring();
  matrix_.look();
}

void MatrixTown::forget() {
  look([this](Store& store) { store.purge_seen(clock.now() - seen_is_kept); });
}

void MatrixTown::probe_store() {
  bool healthy = false;
  auto probe = [this](Store& /*store*/) { return store_.probe() == Health::healthy; };
  boost::asio::co_spawn(io, beside_store(thread_, std::move(probe)),
                        [&](const std::exception_ptr&, bool works) { healthy = works; });
  if (!until([&] { return healthy; })) throw std::runtime_error("the store stays ill");
}

bool MatrixTown::shows(const std::string& room, const std::string& text) {
  return until([&] {
    for (const auto& content : homeserver_.shown(room)) {
      if (content.value("body", "").find(text) != std::string::npos) return true;
    }
    return false;
  });
}

std::string MatrixTown::figure(const std::string& name) const {
  const std::string text = metrics_.text();
  const auto at = text.find("\n" + name + " ");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 2;
  return text.substr(begin, text.find('\n', begin) - begin);
}

// --- The test
// ---------------------------------------------------------------------------------------------------------

void MatrixTest::open(Moment start) {
  town.reset();
  town = std::make_unique<MatrixTown>(folder, homeserver, start);
}

nlohmann::json MatrixTest::say(const MatrixPerson& who, const std::string& room, const std::string& text) {
  auto event = homeserver.text(room, who.user(), text);
  EXPECT_EQ(town->push_news().status, 200) << text;
  EXPECT_TRUE(town->rooms_are_done()) << text;
  return event;
}

std::string MatrixTest::greeted(const MatrixPerson& who) {
  const auto room = homeserver.make_room(who.user());
  push_news();
  EXPECT_TRUE(town->shows(room, "ik ben Meldmaat"));
  EXPECT_TRUE(town->rooms_are_done() && town->delivered());
  return room;
}

void MatrixTest::report(const MatrixPerson& who, const std::string& room) {
  for (const auto* text : {"ik wil iets melden", "nee", "nee", "voor mijzelf",
                           "Vanochtend rond tien uur ben ik aan de telefoon uitgescholden en bedreigd.", "ja",
                           "een man die over zijn uitkering belde", "nu versturen", "versturen"}) {
    say(who, room, text);
  }
}

std::string MatrixTest::made_for(const MatrixPerson& who) {
  std::string made;
  EXPECT_TRUE(town->until([&] {
    const auto reach = town->look([&](Store& store) { return store.reach(who.key()); });
    made = reach ? room_of(reach->details) : std::string();
    return !made.empty() && !homeserver.shown(made).empty();
  }));
  return made;
}

std::vector<std::string> MatrixTest::heard(const MatrixPerson& who) {
  return town->look([&](Store& store) {
    std::vector<std::string> texts;
    for (const auto& line : store.transcript(who.key(), 0, 100'000)) {
      if (line.from_person) texts.push_back(line.message.text);
    }
    return texts;
  });
}

bool MatrixTest::delivered_in_time(Milliseconds step) {
  return town->until([&] {
    const auto open = town->look([](Store& store) { return store.open_deliveries(); });
    if (open > 0) town->pass(step);
    return open == 0;
  });
}

std::size_t MatrixTest::said_to(const MatrixPerson& who) {
  return town->look([&](Store& store) {
    const auto lines = store.transcript(who.key(), 0, 100'000);
    return static_cast<std::size_t>(std::ranges::count_if(
        lines, [](const TranscriptLine& line) { return !line.from_person && line.revises == 0; }));
  });
}

std::size_t MatrixTest::copies(const std::string& room, const std::string& text) {
  std::size_t count = 0;
  for (const auto& content : homeserver.shown(room)) {
    count += content.value("body", "").find(text) != std::string::npos ? 1 : 0;
  }
  return count;
}

}  // namespace meldmaat
