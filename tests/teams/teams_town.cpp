// SPDX-License-Identifier: EUPL-1.2
#include "tests/teams/teams_town.hpp"

#include <fcntl.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <cstdio>
#include <stdexcept>

#include "dialogs/dialog_shelf.hpp"

namespace meldmaat {

namespace {

LogSettings silent() {
  static const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  LogSettings settings;
  settings.file_descriptor = nowhere;
  return settings;
}

Municipality demo_town() {
  auto result = load_demo();
  if (auto* loaded = std::get_if<Loaded>(&result)) return std::move(loaded->municipality);
  throw std::runtime_error("the demo does not load");
}

/// Every action in a card, however deep, in reading order.
void collect_actions(const nlohmann::json& node, std::vector<nlohmann::json>& actions) {
  if (node.is_object() && node.value("type", "") == "Action.Execute") actions.push_back(node);
  if (node.is_object() || node.is_array()) {
    for (const auto& child : node) collect_actions(child, actions);
  }
}

}  // namespace

std::string TeamsPerson::object() const {
  unsigned number = 0;
  for (const char letter : id) number = number * 31 + static_cast<unsigned char>(letter);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%08x-0000-4000-8000-%012x", number, number);
  return text.data();
}

Municipality TeamsTown::with_teams(Municipality town) {
  People people;
  for (Person person : town.organisation.people) {
    person.channels.insert(person.channels.begin(), TeamsPerson{person.id.str()}.key());
    people.add(std::move(person));
  }
  town.organisation.people = std::move(people);
  return town;
}

TeamsSettings TeamsTown::settings() const {
  TeamsSettings made;
  made.listener.address = "127.0.0.1";
  made.listener.hosts = {"127.0.0.1:0"};
  made.listener.most_connections_per_peer = made.listener.most_connections;
  made.proof.app_id = app_id;
  made.proof.tenants = {tenant};
  made.proof.cloud.openid_metadata = microsoft.origin() + "/openid";
  made.proof.cloud.login = microsoft.origin();
  made.proof.cloud.connectors = {microsoft.origin()};
  made.proof.cloud.global_service_url = microsoft.service_url();
  made.credential.app_id = app_id;
  made.credential.tenant = tenant;
  made.credential.secret = Secret("not a secret");
  made.outside.user_agent = "meldmaat/test";
  made.sends_per_second = 1'000'000;
  made.conversation_gap = std::chrono::milliseconds{0};
  return made;
}

TeamsTown::TeamsTown(const fakes::TemporaryFolder& folder, Moment start, std::uint16_t microsoft_port)
    : clock(start),
      log_(silent(), [this] { return clock.now(); }),
      desk_{log_, [this] { failed_ = true; }},
      town_(with_teams(demo_town())),
      dialog_(every_dialog()),
      microsoft(io, metrics_, desk_, microsoft_port),
      store_({.file = folder.path() / "meldmaat.db", .delivered_by_writing = {"web"}, .vfs = {}}),
      thread_(store_, io.get_executor(), {}),
      watchers_(io.get_executor()),
      switchboard_({thread_, *dialog_, town_, clock, watchers_, metrics_, random_}),
      teams_({io.get_executor(), switchboard_, clock, random_, desk_, metrics_, log_}, settings()),
      courier_(io.get_executor(), switchboard_, {&teams_.channel()}, random_, desk_, metrics_, log_),
      fetcher_(io.get_executor(), switchboard_, {&teams_.files()}, reader_copies, random_, desk_, metrics_, log_,
               {.most_bytes = most_file_bytes}) {
  thread_.run([](Store& store) { store.mark_interrupted_deliveries(); });
  switchboard_.on_written([this](const Touched& touched) { courier_.ring(touched); });
  switchboard_.on_errands([this] { fetcher_.ring(); });
  client_ = std::make_unique<HttpClient>(io.get_executor(), "127.0.0.1", teams_.start());
  spawn(io.get_executor(), "courier", OnFailure::house_stops, desk_, courier_.run());
  spawn(io.get_executor(), "fetcher", OnFailure::house_stops, desk_, fetcher_.run());
}

TeamsTown::~TeamsTown() {
  thread_.stop();
}

nlohmann::json TeamsTown::activity(const TeamsPerson& who, const std::string& type) {
  return {{"type", type},
          {"id", std::to_string(1795000000000 + ++count_)},
          {"timestamp", "2026-11-20T16:05:00.000Z"},
          {"serviceUrl", microsoft.service_url()},
          {"channelId", "msteams"},
          {"from", {{"id", who.user()}, {"name", "Somebody"}, {"aadObjectId", who.object()}}},
          {"recipient", {{"id", "28:" + app_id}, {"name", "Meldmaat"}}},
          {"conversation", {{"id", who.chat()}, {"conversationType", "personal"}, {"tenantId", tenant}}},
          {"channelData", {{"tenant", {{"id", tenant}}}}},
          {"locale", "nl-NL"}};
}

nlohmann::json TeamsTown::text(const TeamsPerson& who, const std::string& text) {
  auto made = activity(who);
  made["text"] = text;
  made["textFormat"] = "plain";
  return made;
}

nlohmann::json TeamsTown::invoke(const TeamsPerson& who, const nlohmann::json& action, const nlohmann::json& inputs) {
  auto data = action.at("data");
  if (inputs.is_object()) data.update(inputs);
  auto made = activity(who, "invoke");
  made["name"] = "adaptiveCard/action";
  made["value"] = {{"action", {{"type", "Action.Execute"}, {"verb", action.at("verb")}, {"data", data}}},
                   {"trigger", "manual"}};
  return made;
}

nlohmann::json TeamsTown::submit(const TeamsPerson& who, const nlohmann::json& action, const nlohmann::json& inputs) {
  auto data = action.at("fallback").at("data");
  if (inputs.is_object()) data.update(inputs);
  auto made = activity(who);
  made["value"] = data;
  return made;
}

std::string TeamsTown::good_token() {
  auto claims = true_claims(app_id, microsoft.service_url(), clock.now());
  return "Bearer " + make_token(microsoft.key, true_header(microsoft.key), claims);
}

Posted TeamsTown::post(const nlohmann::json& activity) {
  return post(activity, good_token());
}

Posted TeamsTown::post(const nlohmann::json& activity, const std::string& authorization) {
  ClientRequest request(Method::post, "/api/messages", "application/json", activity.dump());
  if (!authorization.empty()) request.headers.add("Authorization", authorization);
  std::optional<Posted> posted;
  const auto told = [&](const std::exception_ptr& failed, const ClientAnswer& answer) {
    posted = failed ? Posted{} : Posted{answer.status, nlohmann::json::parse(answer.body, nullptr, false)};
  };
  boost::asio::co_spawn(io, client_->exchange(std::move(request), std::chrono::seconds{60}), told);
  if (!until([&] { return posted.has_value(); })) throw std::runtime_error("no answer");
  return *posted;
}

bool TeamsTown::until(const std::function<bool()>& so) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (!so()) {
    if (failed_ || std::chrono::steady_clock::now() > end) return false;
    io.run_one_for(std::chrono::milliseconds{100});
  }
  return true;
}

bool TeamsTown::delivered() {
  return until([this] { return look([](Store& store) { return store.open_deliveries(); }) == 0; });
}

bool TeamsTown::waits() {
  return until([this] {
    const auto next = look([](Store& store) { return store.next_delivery(); });
    return next && *next > clock.now();
  });
}

void TeamsTown::pass(Milliseconds time) {
  clock.pass(time);
  bool rung = false;
  boost::asio::co_spawn(io, switchboard_.ring(), [&](const std::exception_ptr&, std::size_t) { rung = true; });
  if (!until([&] { return rung; })) throw std::runtime_error("the bells hang");
  courier_.ring();
  fetcher_.ring();
}

bool TeamsTown::shows(const TeamsPerson& who, const std::string& text) {
  return until([&] {
    for (const auto& body : microsoft.chat(who.chat())) {
      if (body.dump(-1, ' ', false).find(text) != std::string::npos) return true;
    }
    return false;
  });
}

nlohmann::json TeamsTown::action(const TeamsPerson& who, const std::string& title) {
  nlohmann::json found;
  static_cast<void>(until([&] {
    std::vector<nlohmann::json> actions;
    for (const auto& body : microsoft.chat(who.chat())) collect_actions(body, actions);
    for (const auto& action : actions) {
      if (action.value("title", "") == title) found = action;
    }
    return !found.is_null();
  }));
  return found;
}

}  // namespace meldmaat
