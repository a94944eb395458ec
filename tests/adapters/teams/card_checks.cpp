// SPDX-License-Identifier: EUPL-1.2
#include "tests/adapters/teams/card_checks.hpp"

#include <map>

namespace meldmaat::tests {

namespace {

using nlohmann::json;

/// Walks a card and notes what is wrong.
class CardCheck {
 public:
  explicit CardCheck(std::vector<std::string>& problems) : problems_(problems) {}

  void check(const json& card) {
    only(card, {"type", "$schema", "version", "lang", "fallbackText", "body"});
    expect(card.value("type", "") == "AdaptiveCard", "it is no card", card);
    expect(card.value("version", "") == "1.5", "Teams draws up to 1.5", card);
    expect(filled(card, "fallbackText"), "an old client shows nothing", card);
    expect(card.contains("body") && !card["body"].empty(), "it is empty", card);
    for (const json& element : card.value("body", json::array())) check_element(element);
    expect(inputs_.empty() == (senders_ == 0), "inputs and buttons that send them go together", card);
    for (const std::string& input : sent_) expect(inputs_.contains(input), "no such input: " + input, card);
  }

 private:
  void expect(bool holds, const std::string& complaint, const json& where) {
    if (!holds) problems_.push_back(complaint + ": " + where.dump());
  }

  static bool filled(const json& object, const char* name) {
    return object.contains(name) && object[name].is_string() && !object[name].get<std::string>().empty();
  }

  void only(const json& object, const std::set<std::string>& known) {
    for (const auto& item : object.items()) expect(known.contains(item.key()), "unknown: " + item.key(), object);
  }

  void check_element(const json& element) {
    const std::string type = element.value("type", "");
    if (element.contains("spacing")) {
      const std::set<std::string> spacings{"None", "Small", "Default", "Medium", "Large"};
      expect(spacings.contains(element["spacing"]), "no such spacing", element);
    }
    if (type == "RichTextBlock") return check_text(element);
    if (type == "ActionSet") return check_actions(element);
    if (type.starts_with("Input.")) return check_input(element);
    expect(false, "an element we do not use", element);
  }

  void check_text(const json& block) {
    only(block, {"type", "spacing", "inlines"});
    expect(block.contains("inlines") && !block["inlines"].empty(), "a block without text", block);
    for (const json& run : block.value("inlines", json::array())) {
      only(run, {"type", "text", "weight"});
      expect(run.value("type", "") == "TextRun" && filled(run, "text"), "a run without text", block);
      expect(run.value("weight", "Bolder") == "Bolder", "no such weight", block);
    }
  }

  void check_actions(const json& set) {
    only(set, {"type", "spacing", "actions"});
    const json actions = set.value("actions", json::array());
    expect(!actions.empty() && actions.size() <= 6, "too few or too many buttons", set);
    for (const json& action : actions) check_action(action);
  }

  void check_action(const json& action) {
    only(action, {"type", "title", "verb", "data", "associatedInputs", "style", "fallback"});
    expect(action.value("type", "") == "Action.Execute", "a button is an Execute", action);
    expect(filled(action, "title"), "a button without a title", action);
    expect(filled(action, "verb"), "Teams drops an Execute without a verb", action);
    const std::set<std::string> styles{"default", "positive", "destructive"};
    expect(styles.contains(action.value("style", "default")), "no such style", action);
    json as_submit = action;
    as_submit["type"] = "Action.Submit";
    as_submit.erase("verb");
    as_submit.erase("fallback");
    as_submit["msteams"] = {{"feedback", {{"hide", true}}}};
    expect(action.value("fallback", json()) == as_submit, "the fallback is another button", action);
    check_data(action);
  }

  void check_data(const json& action) {
    const json data = action.value("data", json::object());
    expect(data.contains("line") && data["line"].is_number_unsigned(), "whose button is it", action);
    expect(data.contains("o") != data.contains("in"), "a choice or an input, one of them", action);
    only(data, {"line", "o", "in"});
    expect(action.value("associatedInputs", "") == (data.contains("in") ? "auto" : "none"), "sends too much", action);
    if (!data.contains("in")) return;
    ++senders_;
    sent_.insert(data["in"] == "moment" ? "words" : data["in"].get<std::string>());
  }

  void check_input(const json& input) {
    const std::string type = input["type"];
    const std::map<std::string, std::set<std::string>> more{
        {"Input.Text", {"isMultiline", "maxLength", "placeholder"}},
        {"Input.Date", {}},
        {"Input.Time", {}},
        {"Input.ChoiceSet", {"choices", "isMultiSelect", "style", "wrap"}}};
    expect(more.contains(type), "an input we do not use", input);
    std::set<std::string> known{"type", "id", "label", "isRequired", "errorMessage", "spacing"};
    if (more.contains(type)) known.insert(more.at(type).begin(), more.at(type).end());
    only(input, known);
    expect(filled(input, "label"), "an input without a label", input);
    expect(!input.value("isRequired", false) || filled(input, "errorMessage"), "required, and not said", input);
    expect(filled(input, "id") && inputs_.insert(input.value("id", "")).second, "an id that is not its own", input);
    if (type == "Input.ChoiceSet") check_choices(input);
  }

  void check_choices(const json& list) {
    expect(list.contains("choices") && !list["choices"].empty(), "nothing to choose", list);
    std::set<std::string> values;
    for (const json& choice : list.value("choices", json::array())) {
      only(choice, {"title", "value"});
      expect(filled(choice, "title") && filled(choice, "value"), "an empty choice", list);
      const std::string value = choice.value("value", "");
      expect(value.find(',') == std::string::npos, "values come back joined by commas", choice);
      expect(values.insert(value).second, "twice the same", choice);
    }
  }

  std::vector<std::string>& problems_;
  std::set<std::string> inputs_;
  std::set<std::string> sent_;
  int senders_ = 0;
};

void add_texts(const json& value, const std::set<std::string>& names, std::string& all) {
  for (const auto& item : value.items()) {
    if (value.is_object() && item.value().is_string() && names.contains(item.key())) {
      all += item.value().get<std::string>() + "\n";
    } else if (item.value().is_structured() && item.key() != "fallback" && item.key() != "data") {
      add_texts(item.value(), names, all);
    }
  }
}

}  // namespace

std::vector<std::string> problems_of(const json& activity) {
  std::vector<std::string> problems;
  const auto expect = [&](bool holds, const std::string& complaint) {
    if (!holds) problems.push_back(complaint);
  };
  const std::set<std::string> known{"type", "summary", "text", "textFormat", "attachments"};
  for (const auto& item : activity.items()) expect(known.contains(item.key()), "unknown: " + item.key());
  expect(activity.value("type", "") == "message", "it is no message");
  expect(!activity.value("summary", "").empty(), "no summary");
  expect(activity.contains("text") != activity.contains("attachments"), "text or card, one of them");
  expect(activity.dump().size() < 24UL * 1024, "too large: " + std::to_string(activity.dump().size()));
  expect(seen_in(activity).find("teams.") == std::string::npos, "a text that no catalogue has");
  if (activity.contains("text")) {
    expect(activity.value("textFormat", "") == "plain", "Markdown would be read");
    expect(!activity["text"].get<std::string>().empty(), "Teams refuses an empty message");
    return problems;
  }
  const json attachments = activity.value("attachments", json::array());
  expect(attachments.size() == 1, "Teams splits anything but one card");
  for (const json& attachment : attachments) {
    expect(attachment.value("contentType", "") == "application/vnd.microsoft.card.adaptive", "it is no card");
    CardCheck(problems).check(attachment.value("content", json::object()));
  }
  return problems;
}

std::vector<json> presses_of(const json& card) {
  std::vector<json> presses;
  std::map<std::string, json> choices;
  for (const json& element : card.at("body")) {
    if (element.contains("choices")) choices[element.at("id")] = element.at("choices");
    for (const json& action : element.value("actions", json::array())) {
      json data = action.at("data");
      const std::string input = data.value("in", "");
      if (!choices.contains(input)) {
        presses.push_back(data);
        continue;
      }
      for (const json& choice : choices.at(input)) {
        data[input] = choice.at("value");
        presses.push_back(data);
      }
    }
  }
  return presses;
}

std::string seen_in(const json& activity) {
  std::string all;
  add_texts(activity, {"text", "title", "label", "summary", "placeholder", "errorMessage", "fallbackText"}, all);
  return all;
}

}  // namespace meldmaat::tests
