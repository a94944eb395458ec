// SPDX-License-Identifier: EUPL-1.2
#include "adapters/paper/police_json.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

#include "adapters/iso_utc.hpp"
#include "adapters/show_text.hpp"

namespace meldmaat {

namespace {

using Json = nlohmann::ordered_json;

std::string_view word_of(Topic topic) {
  switch (topic) {
    case Topic::who: return "who";
    case Topic::what: return "what";
    case Topic::where: return "where";
    case Topic::with: return "with";
    case Topic::how: return "how";
    case Topic::when: return "when";
    default: return "why";
  }
}

/// Empty is null: not known is not an empty name.
Json text(const std::string& stored) {
  return stored.empty() ? Json(nullptr) : Json(show_text(stored));
}

Json answer_json(const PoliceAnswer& answer) {
  Json changes = Json::array();
  for (const auto& change : answer.changes)
    changes.push_back({{"at", iso_utc(change.at)}, {"before", text(change.before)}});
  return {{"question", answer.question},  {"label", answer.label},           {"text", text(answer.text)},
          {"unknown", answer.unknown},    {"from_story", answer.from_story}, {"answered", iso_utc(answer.at)},
          {"changes", std::move(changes)}};
}

Json answers_json(const std::vector<PoliceAnswer>& answers) {
  Json all = Json::array();
  for (const auto& answer : answers) all.push_back(answer_json(answer));
  return all;
}

Json contact_json(const std::string& name, const std::string& number) {
  return {{"name", text(name)}, {"number", text(number)}};
}

Json steps_json(const std::vector<PoliceStep>& steps) {
  Json all = Json::array();
  for (const auto& step : steps) {
    all.push_back({{"step", step.fact},
                   {"kind", text(step.kind)},
                   {"number", text(step.number)},
                   {"happened", iso_utc(step.happened)},
                   {"about", step.about}});
  }
  return all;
}

Json evidence_json(const std::vector<Attachment>& evidence) {
  Json all = Json::array();
  for (const auto& file : evidence) {
    all.push_back(
        {{"name", text(file.name)}, {"type", file.media_type}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  }
  return all;
}

}  // namespace

std::string to_json(const PolicePack& pack) {
  Json topics = Json::array();
  for (const auto& [topic, answers] : pack.topics) {
    topics.push_back({{"topic", word_of(topic)}, {"answers", answers_json(answers)}});
  }
  Json statements = Json::array();
  for (const auto& [at, by, words] : pack.statements) {
    statements.push_back({{"at", iso_utc(at)}, {"witness", text(by)}, {"text", text(words)}});
  }
  Json additions = Json::array();
  for (const auto& [at, by, words] : pack.additions) {
    additions.push_back({{"at", iso_utc(at)}, {"by", text(by)}, {"text", text(words)}});
  }
  const auto& contacts = pack.contacts;
  const Json body{{"schema", "meldmaat-police-pack/1"},
                  {"case", pack.number.str()},
                  {"language", pack.language == Language::nl ? "nl" : "en"},
                  {"made", iso_utc(pack.made)},
                  {"mark", "VPT"},
                  {"employer", {{"name", pack.organisation}, {"address_for_service", text(contacts.address)}}},
                  {"contacts",
                   {{"police", contact_json(contacts.contact, contacts.contact_number)},
                    {"prosecution", contact_json(contacts.prosecution_contact, contacts.prosecution_number)}}},
                  {"victim", text(pack.victim)},
                  {"reporter", text(pack.reporter)},
                  {"reporter_is_witness", pack.witnessed},
                  {"incident",
                   {{"at", iso_utc(pack.incident.at)},
                    {"time_known", pack.incident.time_known},
                    {"about", pack.incident.about},
                    {"said", text(pack.incident.said)}}},
                  {"reported", iso_utc(pack.reported)},
                  {"steps", steps_json(pack.steps)},
                  {"story", pack.story ? answer_json(*pack.story) : Json(nullptr)},
                  {"answers", std::move(topics)},
                  {"damage_and_witnesses", answers_json(pack.after)},
                  {"statements", std::move(statements)},
                  {"additions", std::move(additions)},
                  {"evidence", evidence_json(pack.evidence)},
                  {"complaint",
                   {{"needed", pack.complaint != ProsecutionRequest::none},
                    {"filed", pack.complaint == ProsecutionRequest::filed}}}};
  return body.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace meldmaat
