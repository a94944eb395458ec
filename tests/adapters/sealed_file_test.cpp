// SPDX-License-Identifier: EUPL-1.2
#include "adapters/sealed_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "adapters/system_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

class SealedFile : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary | std::ios::trunc) << bytes;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void seal(const std::string& plain) {
    write("plain", plain);
    seal_file(folder_ / "plain", folder_ / "sealed", PublicKey::read(key_.public_bytes()).value(), random_);
  }
  void expect_refused() const {
    EXPECT_THROW(open_file(folder_ / "sealed", folder_ / "again", key_), SealedFileRefused);
    EXPECT_FALSE(fs::exists(folder_ / "again"));
    EXPECT_FALSE(fs::exists(folder_ / "again.part"));
  }

  static constexpr std::size_t mebibyte = 1024UL * 1024;
  fakes::TemporaryFolder folder_;
  SystemRandom random_;
  KeyPair key_ = KeyPair::make();
};

TEST_F(SealedFile, OpensWithTheKeyAndShowsItsLengthInWholeMebibytesOnly) {
  std::size_t small = 0;
  for (const std::size_t length : {0UL, 1UL, 65'536UL, mebibyte - 9, mebibyte - 8}) {
    const auto plain = random_.hex(length / 2 + 1).substr(0, length);
    seal(plain);
    EXPECT_TRUE(is_sealed_file(folder_ / "sealed"));
    open_file(folder_ / "sealed", folder_ / "again", key_);
    EXPECT_EQ(read("again"), plain) << length;
    const auto size = fs::file_size(folder_ / "sealed");
    if (small == 0) small = size;
    EXPECT_EQ(size, small) << length;
  }
  seal(std::string(mebibyte - 7, 'x'));
  EXPECT_GT(fs::file_size(folder_ / "sealed"), small + mebibyte);
  open_file(folder_ / "sealed", folder_ / "again", key_);
  EXPECT_EQ(read("again"), std::string(mebibyte - 7, 'x'));
  EXPECT_EQ(read("sealed").find("xxxxxxxx"), std::string::npos);
}

TEST_F(SealedFile, OpensWithNoOtherKey) {
  seal("een verslag");
  key_ = KeyPair::make();
  expect_refused();
  write("sealed", "een verslag");
  EXPECT_FALSE(is_sealed_file(folder_ / "sealed"));
  expect_refused();
}

TEST_F(SealedFile, IsRefusedWhenItWasChangedAnywhere) {
  seal(std::string(mebibyte, 'x'));
  const auto whole = read("sealed");
  for (std::size_t at = 0; at < whole.size(); at += 9'973) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write("sealed", changed);
    expect_refused();
  }
  for (const std::size_t length : {0UL, 30UL, 200UL, whole.size() / 2, whole.size() - 65'552, whole.size() - 1}) {
    write("sealed", whole.substr(0, length));
    expect_refused();
  }
  write("sealed", whole + "x");
  expect_refused();
}

TEST_F(SealedFile, ThatCannotBeWrittenLeavesWhatWasThere) {
  seal("een verslag");
  const auto before = read("sealed");
  EXPECT_THROW(
      seal_file(folder_ / "nothing", folder_ / "sealed", PublicKey::read(key_.public_bytes()).value(), random_),
      SealedFileRefused);
  EXPECT_EQ(read("sealed"), before);
  EXPECT_THROW(
      seal_file(folder_ / "plain", folder_ / "no/where", PublicKey::read(key_.public_bytes()).value(), random_),
      SealedFileRefused);
}

}  // namespace
}  // namespace meldmaat
