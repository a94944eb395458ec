// SPDX-License-Identifier: EUPL-1.2
// Whoever changes the audit trail or a case's history afterwards is found out (V21). How: a database with a trail of
// sixty lines and the end of every fifth kept elsewhere; inside a transaction that is rolled back the trail is edited,
// shortened, lengthened, reordered, cut off, put back in time, forked or written anew with the keys, and looked at.
#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "storage/audit_chain.hpp"
#include "storage/verify.hpp"
#include "tests/storage/store_fixture.hpp"

namespace meldmaat {

namespace {

constexpr int lines = 60;
constexpr int between_anchors = 5;

/// What an attacker does to the tables; every one that changes nothing would be a fault of the test.
enum class Mutation {
  edit,
  relink,
  renumber,
  remove,
  close_gap,
  insert,
  swap,
  cut_off,
  history,
  back_in_time,
  fork,
  anew
};
constexpr int mutations = 12;
/// These leave a chain that is right in itself: they take the keys, or a copy of before.
const std::set<Mutation> with_keys{Mutation::back_in_time, Mutation::fork, Mutation::anew};

class AuditTampering : public StoreFixture {
 protected:
  void SetUp() override {
    auto store = open();
    for (int i = 0; i < lines; ++i) {
      commit(*store, [&] { write_line(*store, i); });
      if (i % between_anchors == between_anchors - 1) anchors_.push_back(store->audit_head());
      heads_.push_back(seal_of(store->connection()));
    }
  }

  /// \return what is found after `mutation`, of which nothing stays
  std::vector<std::string> findings_after(Mutation mutation, bool with_anchors) {
    connection_.begin();
    // They hold up our own mistakes, not an attacker.
    for (const auto* const trigger : {"entry_remains", "audit_stays", "audit_remains"}) {
      run("DROP TRIGGER " + std::string(trigger));
    }
    Vault vault(connection_, master_);
    mutate(mutation, vault);
    std::vector<std::string> found;
    check_audit(connection_, vault, with_anchors ? anchors_ : std::vector<AuditHead>{},
                [&](const std::string& where, const std::string& what) { found.push_back(where + ": " + what); });
    connection_.roll_back();
    return found;
  }

  void seed(unsigned number) { random_.seed(number); }
  [[nodiscard]] const std::vector<AuditHead>& anchors() const { return anchors_; }

 private:
  static std::string seal_of(Connection& connection) {
    Query head(connection, "SELECT seal FROM audit_head");
    return head.next() ? head.text(0) : std::string{};
  }

  static void write_line(Store& store, int i) {
    const CaseNumber number{"2026-000" + std::to_string(1 + i % 3)};
    if (i < 3) {
      Case fresh;
      fresh.number = number;
      fresh.reporter = PersonId{"anna"};
      store.write_case(fresh);
    }
    const PersonId by{i % 2 == 0 ? "bram" : "carla"};
    if (i % 4 == 3) return store.add_audit({minute(i), by, std::string(audits::desk), {}, {}});
    store.add_entry(number, {minute(i), by, "opened", "nummer " + std::to_string(i)});
  }

  int pick(int from, int until) { return std::uniform_int_distribution<int>(from, until)(random_); }

  void run(const std::string& sql) { connection_.execute(sql); }

  void flip_bit_of_body(int line) {
    Query row(connection_, "SELECT body FROM audit WHERE sequence = ?", line);
    ASSERT_TRUE(row.next());
    auto body = row.text(0);
    auto& byte = body[static_cast<std::size_t>(pick(0, static_cast<int>(body.size()) - 1))];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << static_cast<unsigned>(pick(0, 7))));
    Query(connection_, "UPDATE audit SET body = ? WHERE sequence = ?", Bytes{body}, line).run();
  }

  /// Whoever does this took no key: the note of the end is what it was.
  void mutate(Mutation mutation, Vault& vault) {
    const int line = pick(1, lines - 1);
    const auto at = std::to_string(line);
    const auto last = std::to_string(lines);
    switch (mutation) {
      case Mutation::edit: return flip_bit_of_body(line);
      case Mutation::relink:
        return run("UPDATE audit SET link = replace(link, substr(link, 5, 1), 'x') WHERE sequence = " + at);
      case Mutation::renumber: return run("UPDATE audit SET number = '2026-0009' WHERE sequence = " + at);
      case Mutation::remove: return run("DELETE FROM audit WHERE sequence = " + at);
      case Mutation::close_gap:
        run("DELETE FROM audit WHERE sequence = " + at);
        for (int i = line + 1; i <= lines; ++i) {
          run("UPDATE audit SET sequence = sequence - 1 WHERE sequence = " + std::to_string(i));
        }
        return;
      case Mutation::insert:
        return run("INSERT INTO audit SELECT " + std::to_string(lines + 1) +
                   ", number, body, link FROM audit WHERE sequence = " + at);
      case Mutation::swap:
        run("UPDATE audit SET sequence = 1000 WHERE sequence = " + at);
        run("UPDATE audit SET sequence = " + at + " WHERE sequence = " + last);
        return run("UPDATE audit SET sequence = " + last + " WHERE sequence = 1000");
      case Mutation::cut_off: return run("DELETE FROM audit WHERE sequence > " + at);
      case Mutation::history:
        return run("DELETE FROM entry WHERE (number, sequence) = (SELECT number, sequence FROM entry LIMIT 1 OFFSET " +
                   std::to_string(pick(0, lines / 2)) + ")");
      case Mutation::back_in_time: return put_back_to(std::min(line, lines - between_anchors));
      case Mutation::fork: return fork_after(std::min(line, lines - between_anchors), vault);
      case Mutation::anew: return write_anew(pick(1, lines - 2), vault);
    }
  }

  /// As if the disk were put back to a copy of then: the trail and the histories alike.
  void put_back_to(int line) {
    run("DELETE FROM audit WHERE sequence > " + std::to_string(line));
    Query(connection_, "UPDATE audit_head SET seal = ?", Bytes{heads_[static_cast<std::size_t>(line) - 1]}).run();
    run("DELETE FROM entry WHERE at > " + std::to_string(minute(line - 1).time_since_epoch().count()));
  }

  void fork_after(int line, Vault& vault) {
    put_back_to(line);
    AuditChain chain(connection_, vault);
    for (int i = line; i < lines; ++i) chain.add({minute(i), PersonId{"dirk"}, std::string(audits::desk), {}, {}});
    chain.note_head();
  }

  /// With all the keys: one line about nobody's case is another one, and all that follow are chained again.
  void write_anew(int line, Vault& vault) {
    line = std::max(3, line - (line + 1) % 4);  // every fourth is about no case
    AuditChain before(connection_, vault);
    const auto told = before.lines(0, lines);
    run("DELETE FROM audit");
    AuditChain chain(connection_, vault);
    std::map<std::string, std::uint64_t> entries;
    for (int i = 0; i < lines; ++i) {
      auto one = told[static_cast<std::size_t>(i)];
      if (i == line) one.by = PersonId{"dirk"};
      if (one.number.empty()) {
        chain.add(one);
      } else {
        chain.add(one.number, ++entries[one.number.str()], {one.at, one.by, one.what, "nummer " + std::to_string(i)});
      }
    }
    chain.note_head();
  }

  std::vector<AuditHead> anchors_;
  std::vector<std::string> heads_;  ///< the sealed note after each line
  std::mt19937 random_;
  const MasterKey master_ = key();
  Connection connection_{prepared(), "", Connection::Missing::refuse};

  /// A store must have made the file before the members above open it.
  const std::filesystem::path& prepared() {
    static_cast<void>(open());
    return file;
  }
};

}  // namespace

TEST_F(AuditTampering, EveryOneOfAThousandIsFound) {
  for (unsigned number = 0; number < 1000; ++number) {
    seed(number);
    const auto mutation = static_cast<Mutation>(number % mutations);
    ASSERT_FALSE(findings_after(mutation, true).empty()) << "mutation " << number;
  }
}

TEST_F(AuditTampering, WithTheKeysOnlyWhatWasKeptElsewhereShowsIt) {
  for (unsigned number = 0; number < 10 * mutations; ++number) {
    seed(number);
    const auto mutation = static_cast<Mutation>(number % mutations);
    EXPECT_EQ(findings_after(mutation, false).empty(), with_keys.contains(mutation)) << "mutation " << number;
  }
}

TEST_F(AuditTampering, AnUntouchedTrailIsNeverSuspected) {
  EXPECT_TRUE(verify(file, KeyFile{}, "", anchors()).findings.empty());
  auto store = open();
  for (int i = 0; i < 100; ++i) {
    commit(*store, [&] { store->add_audit({minute(i), PersonId{"bram"}, std::string(audits::desk), {}, {}}); });
    Vault vault(store->connection(), store->master_key());
    check_audit(store->connection(), vault, anchors(),
                [&](const std::string& where, const std::string& what) { ADD_FAILURE() << where << ": " << what; });
  }
}

TEST_F(AuditTampering, IsWhatVerifySays) {
  {
    Connection raw(file, "", Connection::Missing::refuse);
    EXPECT_NE(refusal([&] { raw.execute("DELETE FROM audit WHERE sequence = 60"); }), "");
    raw.execute("DROP TRIGGER audit_remains");
    raw.execute("DELETE FROM audit WHERE sequence = 60");
    raw.execute("CREATE TRIGGER audit_remains BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'no'); END");
  }
  const auto verified = verify(file);
  ASSERT_EQ(verified.findings.size(), 1U);
  EXPECT_EQ(verified.findings.front(), (Finding{"audit", "the trail ends at line 59 and should end at line 60"}));
}

}  // namespace meldmaat
