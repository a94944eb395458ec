// SPDX-License-Identifier: EUPL-1.2
// Checks percent-decoding and urlencoded forms: what browsers send is read, anything doubtful refuses the whole form.
#include "adapters/form.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

TEST(Form, ReadsWhatABrowserSends) {
  const auto form = read_form("text=Ik+ben+%22bang%22%0D%0A%E2%82%AC&keuze=a&keuze=b&leeg=&kaal");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->find("text"), "Ik ben \"bang\"\r\n€");
  EXPECT_EQ(form->all("keuze"), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_EQ(form->find("leeg"), "");
  EXPECT_EQ(form->find("kaal"), "");
  EXPECT_EQ(form->find("text "), std::nullopt);
  EXPECT_TRUE(read_form("")->fields().empty());
  EXPECT_EQ(read_form("a=b=c&&d=%3D")->fields().size(), 2U);
}

TEST(Form, RefusesWhatCannotBeRead) {
  for (const std::string_view text :
       {"a=%", "a=%4", "a=%4g", "a=%zz", "a=%00", "%00=a", "a=%FF", "a=%C0%AF", "a=%ED%A0%80", "a=\xFF"}) {
    EXPECT_FALSE(read_form(text)) << text;
  }
}

TEST(Form, LimitsTheNumberOfFields) {
  std::string text;
  for (std::size_t count = 0; count < most_form_fields; ++count) text += "a=1&";
  EXPECT_EQ(read_form(text)->fields().size(), most_form_fields);
  EXPECT_FALSE(read_form(text + "a=1"));
}

TEST(Form, DecodesPathsWithoutTouchingPlus) {
  EXPECT_EQ(percent_decode("%40bot%3Ameld.test+x"), "@bot:meld.test+x");
  EXPECT_EQ(percent_decode("%F0%9F%98%80"), "😀");
  EXPECT_FALSE(percent_decode("%2"));
}

TEST(Form, KnowsItsContentType) {
  EXPECT_TRUE(is_form_content("application/x-www-form-urlencoded"));
  EXPECT_TRUE(is_form_content("Application/X-WWW-Form-Urlencoded ; charset=UTF-8"));
  EXPECT_FALSE(is_form_content("application/x-www-form-urlencoded; charset=latin1"));
  EXPECT_FALSE(is_form_content("text/plain"));
}

}  // namespace
}  // namespace meldmaat
