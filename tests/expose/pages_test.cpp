// SPDX-License-Identifier: Apache-2.0
#include "expose/pages.hpp"

#include <libdeflate.h>
#include <zstd.h>

#include <atomic>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using exporter::expose::Format;
using exporter::expose::NamePattern;
using exporter::expose::Pages;
using exporter::expose::View;
using namespace std::chrono_literals;

namespace {

const View text{};
const View openmetrics{.format = Format::openmetrics};

Pages::Clock::time_point in(std::chrono::milliseconds time) { return Pages::Clock::now() + time; }

// What was read last, and for which format it is written.
struct Counted {
  std::atomic<int> collected{0};
  std::atomic<int> written{0};
  std::chrono::milliseconds reading{0};
  std::chrono::milliseconds writing{0};
  std::atomic<int> readers{0};
  std::atomic<bool> overlapped{false};
  Pages pages{[this](auto) {
                const Alone alone(*this);
                std::this_thread::sleep_for(reading);
                ++collected;
              },
              [this](const View& view, std::string& out) {
                const Alone alone(*this);
                std::this_thread::sleep_for(writing);
                ++written;
                out = (view.format == Format::text ? "text " : "openmetrics ") + std::to_string(collected);
                if (view.name) out += " named";
              }};

  struct Alone {
    explicit Alone(Counted& of) : counted(of) {
      if (++counted.readers > 1) counted.overlapped = true;
    }
    ~Alone() { --counted.readers; }
    Alone(const Alone&) = delete;
    Alone& operator=(const Alone&) = delete;
    Counted& counted;
  };
};

}  // namespace

TEST_CASE("scrapes at the same time share one collection, and one text of each view") {
  Counted counted;
  counted.reading = 100ms;
  View named;
  named.name = NamePattern("web");
  const std::vector<View> views{text, openmetrics, named};
  std::vector<std::thread> scrapers;
  std::vector<std::string> answers(12);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    scrapers.emplace_back([&, i] {
      if (const auto page = counted.pages.get(views[i % views.size()], in(5s))) answers[i] = page->text;
    });
  }
  for (auto& scraper : scrapers) scraper.join();
  CHECK(counted.collected <= 2);
  CHECK(counted.written <= 6);
  CHECK_FALSE(counted.overlapped);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    INFO(i);
    CHECK(answers[i].rfind(i % 3 == 1 ? "openmetrics " : "text ", 0) == 0);
    CHECK((answers[i].find("named") != std::string::npos) == (i % 3 == 2));
  }
}

TEST_CASE("who comes while pages are written gets the values of the next collection") {
  Counted counted;
  counted.writing = 200ms;
  std::thread first([&] { CHECK(counted.pages.get(text, in(5s))->text == "text 1"); });
  while (counted.collected == 0) std::this_thread::sleep_for(1ms);
  std::this_thread::sleep_for(20ms);
  CHECK(counted.pages.get(text, in(5s))->text == "text 2");
  first.join();
  CHECK_FALSE(counted.overlapped);
}

TEST_CASE("many scrapers of every view, again and again, never overlap and are all answered") {
  Counted counted;
  std::vector<std::thread> scrapers;
  std::atomic<int> answered{0};
  for (int i = 0; i < 6; ++i) {
    scrapers.emplace_back([&, i] {
      for (int turn = 0; turn < 100; ++turn) {
        if (counted.pages.get(i % 2 == 0 ? text : openmetrics, in(20s))) ++answered;
      }
    });
  }
  for (auto& scraper : scrapers) scraper.join();
  CHECK(answered == 600);
  CHECK_FALSE(counted.overlapped);
}

TEST_CASE("scrapes after each other each get a new page") {
  Counted counted;
  CHECK(counted.pages.get(text, in(1s))->text == "text 1");
  CHECK(counted.pages.get(text, in(1s))->text == "text 2");
  CHECK(counted.pages.get(openmetrics, in(1s))->text == "openmetrics 3");
}

TEST_CASE("a page's memory is used again, but never while somebody reads it") {
  int made = 0;
  Pages pages([](auto) {},
              [&](const View&, std::string& out) { out.assign(100000, static_cast<char>('a' + made++)); });
  const char* memory = nullptr;
  {
    const auto first = pages.get(text, in(1s));
    memory = first->text.data();
    const auto second = pages.get(text, in(1s));
    CHECK(second->text.data() != memory);
    CHECK(first->text == std::string(100000, 'a'));
    CHECK(first->gzip(1).size() > 0);
  }
  const auto third = pages.get(text, in(1s));
  CHECK(third->text.data() == memory);
  CHECK(third->text == std::string(100000, 'c'));
  std::string unpacked(100000, '\0');
  auto* decompressor = libdeflate_alloc_decompressor();
  const auto packed = third->gzip(1);
  CHECK(libdeflate_gzip_decompress(decompressor, packed.data(), packed.size(), unpacked.data(),
                                   unpacked.size(), nullptr) == LIBDEFLATE_SUCCESS);
  libdeflate_free_decompressor(decompressor);
  CHECK(unpacked == third->text);
}

TEST_CASE("who cannot wait for the collection under way gets nothing") {
  std::atomic<bool> started{false};
  Pages pages(
      [&](auto) {
        started = true;
        std::this_thread::sleep_for(300ms);
      },
      [](const View&, std::string& out) { out = "late"; });
  std::thread slow([&] { CHECK(pages.get(text, in(5s))->text == "late"); });
  while (!started) std::this_thread::sleep_for(1ms);
  CHECK_FALSE(pages.get(text, in(20ms)));
  slow.join();
}

TEST_CASE("a collection that throws spoils only itself, and those who shared it try again") {
  std::atomic<int> made{0};
  Pages pages(
      [&](auto) {
        std::this_thread::sleep_for(100ms);
        if (++made == 1) throw std::runtime_error("broken");
      },
      [](const View&, std::string& out) { out = "fine"; });
  std::thread first([&] { CHECK_THROWS(pages.get(text, in(5s))); });
  std::this_thread::sleep_for(20ms);
  CHECK(pages.get(openmetrics, in(5s))->text == "fine");
  first.join();
  CHECK(made == 2);
}

TEST_CASE("a page that cannot be written spoils only its collection") {
  bool fail = true;
  Pages pages([](auto) {},
              [&](const View&, std::string& out) {
                if (fail) throw std::runtime_error("broken");
                out = "fine";
              });
  CHECK_THROWS(pages.get(text, in(1s)));
  fail = false;
  CHECK(pages.get(text, in(1s))->text == "fine");
}

TEST_CASE("the compressed page is the page") {
  const std::string body(100000, 'x');
  Pages pages([](auto) {}, [&](const View&, std::string& out) { out = body; });
  const auto page = pages.get(text, in(1s));
  std::string unpacked(body.size(), '\0');
  SECTION("gzip") {
    const auto packed = page->gzip(1);
    CHECK(packed.size() < body.size() / 10);
    auto* decompressor = libdeflate_alloc_decompressor();
    const auto result = libdeflate_gzip_decompress(decompressor, packed.data(), packed.size(),
                                                   unpacked.data(), unpacked.size(), nullptr);
    libdeflate_free_decompressor(decompressor);
    CHECK(result == LIBDEFLATE_SUCCESS);
  }
  SECTION("zstd") {
    const auto packed = page->zstd(1);
    CHECK(packed.size() < body.size() / 10);
    CHECK(ZSTD_decompress(unpacked.data(), unpacked.size(), packed.data(), packed.size()) == body.size());
  }
  CHECK(unpacked == body);
}
