// SPDX-License-Identifier: EUPL-1.2
// The demo: choose who you are, and move the clock.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/form.hpp"
#include "adapters/iso_utc.hpp"
#include "adapters/web/visit.hpp"

namespace meldmaat {

namespace {

std::string clock_json(Moment now, std::optional<Moment> next, std::optional<std::size_t> fired) {
  nlohmann::ordered_json body{{"now", iso_utc(now)}};
  body["next"] = next ? nlohmann::ordered_json(iso_utc(*next)) : nlohmann::ordered_json(nullptr);
  if (fired) body["fired"] = *fired;
  return body.dump();
}

/// What a person is. In the demo the ids say that: "medewerker", "tweede_opvang"; a role of the same name says it
/// better.
std::string described(const Municipality& town, const Person& person) {
  const std::string& id = person.id.str();
  const auto held = town.organisation.roles_of(person.id);
  const auto same = [&id](const auto& role) { return role.str() == id; };
  if (std::ranges::any_of(held, same)) return town.texts.say(Language::nl, false, "role." + id);
  std::string words = id;
  std::ranges::replace(words, '_', ' ');
  return words;
}

bool on_web(const Person& person) {
  return !person.channels.empty() && person.channels.front().channel == "web";
}

}  // namespace

boost::asio::awaitable<Response> WebSite::show_demo(Visit& visit, bool together) {
  const auto& town = parts_.switchboard.town();
  static_cast<void>(visit);
  DemoPage demo;
  demo.frame = frame(nullptr);
  for (const auto& person : town.organisation.people) {
    if (on_web(person)) demo.people.push_back({person.id.str(), person.name, described(town, person)});
  }
  demo.together = {"medewerker", "leidinggevende", "vertrouwenspersoon"};
  demo.now = parts_.switchboard.clock().now();
  demo.next = co_await parts_.switchboard.next_alarm();
  const auto say = texts(nullptr);
  co_return page(200, together ? together_page(demo, town.zone, say) : demo_page(demo, town.zone, say));
}

boost::asio::awaitable<Response> WebSite::show_clock(Visit& visit) {
  static_cast<void>(visit);
  const auto next = co_await parts_.switchboard.next_alarm();
  co_return json(200, clock_json(parts_.switchboard.clock().now(), next, std::nullopt));
}

boost::asio::awaitable<void> WebSite::set_demo_clock(Moment moment) {
  parts_.demo_clock->move_to(moment);
  // On disk before anything rings at that moment: after a crash the demo's clock must not go back.
  auto keep = [ahead = parts_.demo_clock->ahead()](Store& store) {
    store.write_note(DemoClock::note, std::to_string(ahead.count()));
  };
  co_await on_store(parts_.switchboard.store(), std::move(keep));
}

boost::asio::awaitable<std::size_t> WebSite::ring_until(Moment target) {
  // From one alarm to the next, so that everything rings at its own moment and in its own order.
  std::size_t fired = co_await parts_.switchboard.ring();
  for (;;) {
    const auto next = co_await parts_.switchboard.next_alarm();
    if (!next || *next > target) break;
    co_await set_demo_clock(*next);
    fired += co_await parts_.switchboard.ring();
  }
  co_await set_demo_clock(target);
  co_return fired;
}

boost::asio::awaitable<Response> WebSite::move_clock(Visit& visit) {
  const auto read = read_clock_post(visit.request);
  if (const auto* refused = std::get_if<WebProblem>(&read)) co_return problem(visit, *refused);
  const Moment target = parts_.switchboard.clock().now() + std::get<Milliseconds>(read);
  const auto fired = co_await ring_until(target);
  const auto next = co_await parts_.switchboard.next_alarm();
  if (visit.wants_page()) {
    const auto form = read_form(visit.request.body);
    const auto back = form ? form->find("back").value_or("/") : "/";
    co_return see_other(back == "/demo/together" ? "/demo/together" : "/");
  }
  co_return json(200, clock_json(parts_.switchboard.clock().now(), next, fired));
}

}  // namespace meldmaat
