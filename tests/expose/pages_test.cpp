// SPDX-License-Identifier: Apache-2.0
#include "expose/pages.hpp"

#include <libdeflate.h>

#include <atomic>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using exporter::expose::Pages;
using namespace std::chrono_literals;

namespace {

Pages::Clock::time_point in(std::chrono::milliseconds time) { return Pages::Clock::now() + time; }

}  // namespace

TEST_CASE("scrapes at the same time share one collection") {
  std::atomic<int> made{0};
  Pages pages([&](auto, std::string& out) {
    std::this_thread::sleep_for(100ms);
    out = std::to_string(++made);
  });
  std::vector<std::thread> scrapers;
  std::atomic<int> answered{0};
  for (int i = 0; i < 8; ++i) {
    scrapers.emplace_back([&] {
      if (pages.get(in(5s))) ++answered;
    });
  }
  for (auto& scraper : scrapers) scraper.join();
  CHECK(answered == 8);
  CHECK(made <= 2);
}

TEST_CASE("scrapes after each other each get a new page") {
  int made = 0;
  Pages pages([&](auto, std::string& out) { out = std::to_string(++made); });
  CHECK(pages.get(in(1s))->text == "1");
  CHECK(pages.get(in(1s))->text == "2");
}

TEST_CASE("who cannot wait for the collection under way gets nothing") {
  std::atomic<bool> started{false};
  Pages pages([&](auto, std::string& out) {
    started = true;
    std::this_thread::sleep_for(300ms);
    out = "late";
  });
  std::thread slow([&] { CHECK(pages.get(in(5s))->text == "late"); });
  while (!started) std::this_thread::sleep_for(1ms);
  CHECK(pages.get(in(20ms)) == nullptr);
  slow.join();
}

TEST_CASE("a collection that throws spoils only itself") {
  bool fail = true;
  Pages pages([&](auto, std::string& out) {
    if (fail) throw std::runtime_error("broken");
    out = "fine";
  });
  CHECK_THROWS(pages.get(in(1s)));
  fail = false;
  CHECK(pages.get(in(1s))->text == "fine");
}

TEST_CASE("the compressed page is the page") {
  const std::string text(100000, 'x');
  Pages pages([&](auto, std::string& out) { out = text; });
  const auto page = pages.get(in(1s));
  const std::string& packed = page->gzip();
  CHECK(packed.size() < text.size() / 10);
  std::string unpacked(text.size(), '\0');
  auto* decompressor = libdeflate_alloc_decompressor();
  const auto result = libdeflate_gzip_decompress(decompressor, packed.data(), packed.size(), unpacked.data(),
                                                 unpacked.size(), nullptr);
  libdeflate_free_decompressor(decompressor);
  CHECK(result == LIBDEFLATE_SUCCESS);
  CHECK(unpacked == text);
}
