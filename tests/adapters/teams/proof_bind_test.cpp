// SPDX-License-Identifier: EUPL-1.2
// Checks the second half of the proof: what the body says of itself against what the token said, in tables. Each row
// changes one thing of a message that is ours.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <vector>

#include "adapters/teams/proof.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/scripted_outside.hpp"
#include "tests/fakes/silent_log.hpp"

namespace meldmaat {
namespace {

const std::string us = "22222222-2222-4222-8222-222222222222";
const std::string tenant = "11111111-1111-4111-8111-11111111aaaa";
const std::string second_tenant = "66666666-6666-4666-8666-666666666666";
const std::string other_tenant = "55555555-5555-4555-8555-555555555555";
const std::string service_url = "https://smba.trafficmanager.net/emea/" + tenant + "/";

ProofSettings settings() {
  ProofSettings made;
  made.app_id = us;
  made.tenants = {tenant, second_tenant};
  made.cloud.connectors = {"https://smba.trafficmanager.net", "http://127.0.0.1:56150", "http://connector.example.org"};
  return made;
}

Proven good_proven() {
  Proven proven;
  proven.service_url = service_url.substr(0, service_url.size() - 1);
  proven.endorsements = {"webchat", "msteams"};
  return proven;
}

Activity good_activity() {
  Activity activity;
  activity.service_url = service_url;
  activity.channel_id = "msteams";
  activity.from_id = "29:medewerker";
  activity.recipient_id = "28:" + us;
  activity.conversation_tenant = tenant;
  activity.channel_tenant = tenant;
  return activity;
}

class ProofBind : public testing::Test {
 protected:
  // "ours", or status and reason.
  [[nodiscard]] std::string bind(const Proven& proven, const Activity& activity) const {
    const auto refusal = proof_.bind(proven, activity);
    return refusal ? std::to_string(refusal->status) + " " + std::string(refusal->reason.view()) : "ours";
  }
  [[nodiscard]] std::string with(std::string Activity::* field, const std::string& value) const {
    Activity activity = good_activity();
    activity.*field = value;
    return bind(good_proven(), activity);
  }
  // The claim and the body agree on this one.
  [[nodiscard]] std::string with_both(const std::string& url) const {
    Activity activity = good_activity();
    activity.service_url = url;
    Proven proven = good_proven();
    proven.service_url = url;
    return bind(proven, activity);
  }

  boost::asio::io_context io_{1};
  ScriptedOutside outside_{io_.get_executor()};
  HandClock clock_{Moment()};
  SilentLog silent_;
  Metrics metrics_;
  KeyRing ring_{io_.get_executor(), outside_, clock_, silent_.log(), "https://login.example.org/metadata"};
  Proof proof_{settings(), ring_, clock_, metrics_};
};

// C12, C13, W15.
TEST_F(ProofBind, WantsTheChannelEndorsed) {
  EXPECT_EQ(bind(good_proven(), good_activity()), "ours");
  for (const char* channel : {"", "emulator", "webchat", "MSTEAMS", " msteams", "msteams ", "msteams2"}) {
    EXPECT_EQ(with(&Activity::channel_id, channel), "401 channel") << channel;
  }
  using List = std::vector<std::string>;
  for (const List& list : {List{}, List{"webchat"}, List{"MSTEAMS"}, List{"msteams "}, List{""}}) {
    Proven proven = good_proven();
    proven.endorsements = list;
    EXPECT_EQ(bind(proven, good_activity()), "401 endorsement");
  }
}

// C08-C10, W13.
TEST_F(ProofBind, WantsTheServiceUrlOfTheToken) {
  for (const std::string& url :
       {"HTTPS://SMBA.trafficmanager.net/emea/" + tenant, "https://smba.trafficmanager.net/emea/" + tenant + "//"}) {
    EXPECT_EQ(with(&Activity::service_url, url), "ours") << url;
  }
  for (const std::string& url :
       {std::string(), std::string("https://smba.trafficmanager.net/emea/"),
        "https://smba.trafficmanager.net/emea/" + other_tenant + "/", "https://smba.trafficmanager.net/amer/" + tenant,
        "https://smba.trafficmanager.net/EMEA/" + tenant, "http://smba.trafficmanager.net/emea/" + tenant,
        "https://evil.example/emea/" + tenant, "https://smba.trafficmanager.net:8443/emea/" + tenant,
        "https://smba.trafficmanager.net@evil.example/emea/" + tenant}) {
    EXPECT_EQ(with(&Activity::service_url, url), "401 service_url") << url;
  }
}

// C11: also where the token says the same.
TEST_F(ProofBind, CallsOnlyTheListedServers) {
  EXPECT_EQ(with_both("https://smba.trafficmanager.net/emea"), "ours");
  EXPECT_EQ(with_both("http://127.0.0.1:56150/_connector"), "ours");
  for (const char* url :
       {"http://smba.trafficmanager.net/emea", "https://smba.trafficmanager.net:8443/emea",
        "https://evil.trafficmanager.net/emea", "https://smba.trafficmanager.net.evil/emea", "https://localhost/emea",
        "https://169.254.169.254/emea", "https://127.0.0.1/emea", "https://[::1]/emea", "http://127.0.0.1:56151/emea",
        "https://127.0.0.1:56150/emea", "http://connector.example.org/emea"}) {
    EXPECT_EQ(with_both(url), "401 service_host") << url;
  }
}

// C14, W14, W22.
TEST_F(ProofBind, WantsOneOfOurTenants) {
  struct Row {
    std::string in_channel_data;
    std::string in_conversation;
    std::string verdict;
  };
  const std::vector<Row> rows = {
      {tenant, tenant, "ours"},
      {tenant, "", "ours"},
      {"", tenant, "ours"},
      {"11111111-1111-4111-8111-11111111AAAA", tenant, "ours"},
      {second_tenant, "", "ours"},
      {other_tenant, other_tenant, "403 tenant"},
      {other_tenant, "", "403 tenant"},
      {"", other_tenant, "403 tenant"},
      {tenant + " ", "", "403 tenant"},
      {"", "", "403 tenant_missing"},
      {tenant, other_tenant, "403 tenant_conflict"},
      {tenant, second_tenant, "403 tenant_conflict"},
  };
  for (const Row& row : rows) {
    Activity activity = good_activity();
    activity.channel_tenant = row.in_channel_data;
    activity.conversation_tenant = row.in_conversation;
    EXPECT_EQ(bind(good_proven(), activity), row.verdict) << row.in_channel_data << " " << row.in_conversation;
  }
}

// C15.
TEST_F(ProofBind, WantsOurBotAndASender) {
  for (const std::string& recipient : {std::string(), us, "28:" + other_tenant, "28:" + us + " ", "29:" + us}) {
    EXPECT_EQ(with(&Activity::recipient_id, recipient), "401 recipient") << recipient;
  }
  EXPECT_EQ(with(&Activity::from_id, ""), "401 sender");
  EXPECT_NE(metrics_.text().find("meldmaat_teams_refused_total{reason=\"sender\"} 1\n"), std::string::npos);
}

}  // namespace
}  // namespace meldmaat
