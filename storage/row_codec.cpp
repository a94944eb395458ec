// SPDX-License-Identifier: EUPL-1.2
#include "storage/row_codec.hpp"

#include <array>
#include <tuple>

#include "storage/json_reader.hpp"
#include "storage/json_writer.hpp"

namespace meldmaat {

using Names = std::string_view;

template <>
struct NamesOf<Language> {
  static constexpr std::array<Names, 2> names{"nl", "en"};
};
template <>
struct NamesOf<Answer::Status> {
  static constexpr std::array<Names, 4> names{"given", "from_story", "unknown", "skipped"};
};
template <>
struct NamesOf<Expects> {
  static constexpr std::array<Names, 5> names{"nothing", "choice", "text", "moment", "file"};
};
template <>
struct NamesOf<Option::Style> {
  static constexpr std::array<Names, 3> names{"plain", "primary", "danger"};
};
template <>
struct NamesOf<Message::Kind> {
  static constexpr std::array<Names, 7> names{"notice", "question", "summary", "receipt", "said", "chose", "file"};
};
template <>
struct NamesOf<Case::Status> {
  static constexpr std::array<Names, 3> names{"open", "withdrawn", "closed"};
};
template <>
struct NamesOf<Task::Status> {
  static constexpr std::array<Names, 4> names{"open", "done", "not_applicable", "withdrawn"};
};

template <>
struct NamesOf<VisitStair> {
  static constexpr std::array<Names, 3> names{"colleague", "manager", "security"};
};

template <>
struct FieldsOf<Option> {
  static constexpr auto list =
      std::tuple{Field{"i", &Option::id}, Field{"l", &Option::label}, Field{"y", &Option::style}};
};
template <>
struct FieldsOf<Line> {
  static constexpr auto list = std::tuple{Field{"l", &Line::label}, Field{"t", &Line::text}, Field{"c", &Line::change}};
};
template <>
struct FieldsOf<Attachment> {
  static constexpr auto list =
      std::tuple{Field{"i", &Attachment::id}, Field{"n", &Attachment::name}, Field{"m", &Attachment::media_type},
                 Field{"b", &Attachment::bytes}, Field{"h", &Attachment::sha256}};
};
template <>
struct FieldsOf<Message> {
  static constexpr auto list =
      std::tuple{Field{"k", &Message::kind},  Field{"t", &Message::text},       Field{"o", &Message::options},
                 Field{"m", &Message::many},  Field{"e", &Message::expects},    Field{"l", &Message::lines},
                 Field{"c", &Message::about}, Field{"a", &Message::attachment}, Field{"s", &Message::slot}};
};
template <>
struct FieldsOf<Answer> {
  static constexpr auto list = std::tuple{Field{"s", &Answer::status}, Field{"v", &Answer::value},
                                          Field{"w", &Answer::said}, Field{"a", &Answer::at}};
};
template <>
struct FieldsOf<OpenQuestion> {
  static constexpr auto list = std::tuple{Field{"s", &OpenQuestion::slot}, Field{"q", &OpenQuestion::question},
                                          Field{"t", &OpenQuestion::text}, Field{"e", &OpenQuestion::expects},
                                          Field{"m", &OpenQuestion::many}, Field{"o", &OpenQuestion::options}};
};
template <>
struct FieldsOf<Frame> {
  static constexpr auto list =
      std::tuple{Field{"d", &Frame::dialog},  Field{"v", &Frame::version}, Field{"s", &Frame::step},
                 Field{"a", &Frame::answers}, Field{"t", &Frame::trail},   Field{"f", &Frame::attachments},
                 Field{"c", &Frame::subject}};
};
template <>
struct FieldsOf<State> {
  static constexpr auto list =
      std::tuple{Field{"l", &State::language}, Field{"j", &State::informal}, Field{"t", &State::turn},
                 Field{"s", &State::frames}, Field{"o", &State::open}};
};
template <class TheId>
struct FieldsOf<Versioned<TheId>> {
  static constexpr auto list = std::tuple{Field{"i", &Versioned<TheId>::id}, Field{"v", &Versioned<TheId>::version}};
};
template <>
struct FieldsOf<IncidentMoment> {
  static constexpr auto list = std::tuple{Field{"at", &IncidentMoment::at}, Field{"time", &IncidentMoment::time_known},
                                          Field{"about", &IncidentMoment::about}, Field{"said", &IncidentMoment::said}};
};
template <>
struct FieldsOf<Reader> {
  static constexpr auto list = std::tuple{Field{"p", &Reader::person}, Field{"r", &Reader::role},
                                          Field{"w", &Reader::why}, Field{"s", &Reader::standing_in_for}};
};
template <>
struct FieldsOf<Fact> {
  static constexpr auto list =
      std::tuple{Field{"name", &Fact::name},   Field{"rule", &Fact::rule},        Field{"step", &Fact::step},
                 Field{"at", &Fact::happened}, Field{"about", &Fact::about},      Field{"kind", &Fact::kind},
                 Field{"how", &Fact::channel}, Field{"number", &Fact::number},    Field{"note", &Fact::note},
                 Field{"by", &Fact::by},       Field{"recorded", &Fact::recorded}};
};
template <>
struct FieldsOf<Inquiry> {
  static constexpr auto list =
      std::tuple{Field{"from", &Inquiry::from}, Field{"question", &Inquiry::question}, Field{"asked", &Inquiry::asked},
                 Field{"answer", &Inquiry::answer}, Field{"answered", &Inquiry::answered}};
};
template <>
struct FieldsOf<Addition> {
  static constexpr auto list =
      std::tuple{Field{"by", &Addition::by}, Field{"at", &Addition::at}, Field{"text", &Addition::text}};
};
template <>
struct FieldsOf<WitnessCall> {
  static constexpr auto list = std::tuple{Field{"secret", &WitnessCall::secret}, Field{"by", &WitnessCall::by},
                                          Field{"asked", &WitnessCall::asked},   Field{"until", &WitnessCall::until},
                                          Field{"who", &WitnessCall::witness},   Field{"text", &WitnessCall::text},
                                          Field{"told", &WitnessCall::told}};
};
template <>
struct FieldsOf<BanException> {
  static constexpr auto list = std::tuple{Field{"day", &BanException::day}, Field{"for", &BanException::purpose},
                                          Field{"signed", &BanException::signed_by}};
};
template <>
struct FieldsOf<Ban> {
  static constexpr auto list = std::tuple{Field{"id", &Ban::id},
                                          Field{"person", &Ban::person},
                                          Field{"looks", &Ban::looks},
                                          Field{"image", &Ban::image},
                                          Field{"area", &Ban::area},
                                          Field{"phone", &Ban::phone},
                                          Field{"first", &Ban::first},
                                          Field{"last", &Ban::last},
                                          Field{"warned", &Ban::warned},
                                          Field{"reason", &Ban::reason},
                                          Field{"signed", &Ban::signed_by},
                                          Field{"by", &Ban::by},
                                          Field{"at", &Ban::recorded},
                                          Field{"exceptions", &Ban::exceptions},
                                          Field{"ended", &Ban::ended},
                                          Field{"announced", &Ban::announced}};
};
template <>
struct FieldsOf<Hold> {
  static constexpr auto list =
      std::tuple{Field{"by", &Hold::by}, Field{"at", &Hold::at}, Field{"reason", &Hold::reason}};
};
template <>
struct FieldsOf<Case> {
  static constexpr auto list = std::tuple{
      Field{"number", &Case::number},       Field{"protocol", &Case::protocol}, Field{"form", &Case::form},
      Field{"incident", &Case::incident},   Field{"reported", &Case::reported}, Field{"reporter", &Case::reporter},
      Field{"victim", &Case::victim},       Field{"team", &Case::team},         Field{"flags", &Case::flags},
      Field{"answers", &Case::answers},     Field{"evidence", &Case::evidence}, Field{"readers", &Case::readers},
      Field{"excluded", &Case::excluded},   Field{"facts", &Case::facts},       Field{"inquiries", &Case::inquiries},
      Field{"additions", &Case::additions}, Field{"calls", &Case::calls},       Field{"series", &Case::series},
      Field{"bans", &Case::bans},           Field{"status", &Case::status},     Field{"opened", &Case::opened},
      Field{"hold", &Case::hold},           Field{"leaves", &Case::leaves}};
};
template <>
struct FieldsOf<TaskKey> {
  static constexpr auto list = std::tuple{Field{"n", &TaskKey::number}, Field{"r", &TaskKey::rule},
                                          Field{"s", &TaskKey::step}, Field{"o", &TaskKey::round}};
};
template <>
struct FieldsOf<Task> {
  static constexpr auto list = std::tuple{Field{"key", &Task::key},
                                          Field{"owner", &Task::owner},
                                          Field{"handed_to", &Task::handed_to},
                                          Field{"status", &Task::status},
                                          Field{"started", &Task::started},
                                          Field{"due", &Task::due},
                                          Field{"next", &Task::next},
                                          Field{"rung", &Task::rung},
                                          Field{"postponed", &Task::postponed_until},
                                          Field{"reason", &Task::reason},
                                          Field{"concerns", &Task::concerns},
                                          Field{"proposed_by", &Task::proposed_by},
                                          Field{"ordered_by", &Task::ordered_by}};
};

template <>
struct FieldsOf<VisitTold> {
  static constexpr auto list = std::tuple{Field{"person", &VisitTold::person}, Field{"stair", &VisitTold::stair},
                                          Field{"answered", &VisitTold::answered}};
};
template <>
struct FieldsOf<Visit> {
  static constexpr auto list = std::tuple{Field{"id", &Visit::id},
                                          Field{"visitor", &Visit::visitor},
                                          Field{"colleague", &Visit::colleague},
                                          Field{"place", &Visit::place},
                                          Field{"said", &Visit::place_said},
                                          Field{"halfway", &Visit::halfway},
                                          Field{"back", &Visit::back},
                                          Field{"help", &Visit::help},
                                          Field{"since", &Visit::since},
                                          Field{"until", &Visit::told_until},
                                          Field{"told", &Visit::told},
                                          Field{"next", &Visit::next}};
};

template <>
struct FieldsOf<AuditRow> {
  static constexpr auto list = std::tuple{Field{"at", &AuditRow::at},       Field{"by", &AuditRow::by},
                                          Field{"what", &AuditRow::what},   Field{"about", &AuditRow::about},
                                          Field{"entry", &AuditRow::entry}, Field{"detail", &AuditRow::detail}};
};

std::string encode(const State& state) {
  return JsonWriter::document(row_format, state);
}
std::string encode(const Message& message) {
  return JsonWriter::document(row_format, message);
}
std::string encode(const Case& the_case) {
  return JsonWriter::document(row_format, the_case);
}
std::string encode(const Ban& ban) {
  return JsonWriter::document(row_format, ban);
}

std::string encode(const Task& task) {
  return JsonWriter::document(row_format, task);
}
std::string encode(const Visit& visit) {
  return JsonWriter::document(row_format, visit);
}

std::string encode(const AuditRow& row) {
  return JsonWriter::document(row_format, row);
}

State decode_state(std::string_view json) {
  return JsonReader::document<State>(row_format, json);
}
Message decode_message(std::string_view json) {
  return JsonReader::document<Message>(row_format, json);
}
Case decode_case(std::string_view json) {
  return JsonReader::document<Case>(row_format, json);
}
Ban decode_ban(std::string_view json) {
  return JsonReader::document<Ban>(row_format, json);
}

Task decode_task(std::string_view json) {
  return JsonReader::document<Task>(row_format, json);
}
Visit decode_visit(std::string_view json) {
  return JsonReader::document<Visit>(row_format, json);
}

AuditRow decode_audit(std::string_view json) {
  return JsonReader::document<AuditRow>(row_format, json);
}

}  // namespace meldmaat
