// The least of a Wayland client that speaks through a context: registry, one window, one buffer. Written
// against the protocol's wire format, with nothing of decant's codec, so that the two cannot be wrong
// together.
#pragma once

#include <poll.h>

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "guest.h"

namespace virtwl::test {

// One message on its way out.
class Message {
 public:
  Message(uint32_t object, uint16_t opcode) : words_{object, opcode} {}
  Message& add(uint32_t word) {
    words_.push_back(word);
    return *this;
  }
  Message& add(const std::string& text) {
    add(static_cast<uint32_t>(text.size() + 1));
    const size_t at = words_.size();
    words_.resize(at + text.size() / 4 + 1);
    std::memcpy(&words_[at], text.data(), text.size());
    return *this;
  }
  std::string bytes() const {
    std::vector<uint32_t> words = words_;
    words[1] |= static_cast<uint32_t>(words.size() * 4) << 16;
    return {reinterpret_cast<const char*>(words.data()), words.size() * 4};
  }

 private:
  std::vector<uint32_t> words_;
};

struct Event {
  uint32_t object;
  uint16_t opcode;
  std::vector<uint32_t> words;

  // The text at word `at`.
  std::string text(size_t at) const {
    return {reinterpret_cast<const char*>(&words.at(at + 1)), words.at(at) - 1};
  }
};

struct Global {
  uint32_t name;
  uint32_t version;
};

class WaylandGuest {
 public:
  WaylandGuest() : context_(make(request(NewType::Context)).fd) {
    if (context_.get() < 0) throw std::runtime_error("no context");
    say(Message(1, 1).add(registry_));
    roundtrip();
  }

  const std::map<std::string, Global>& globals() const { return globals_; }
  const std::vector<Event>& events() const { return events_; }
  uint32_t new_id() { return next_id_++; }
  int context() const { return context_.get(); }

  void say(const Message& message, const std::vector<int>& fds = {}) {
    const int error = send(context_.get(), message.bytes(), fds);
    if (error != 0) throw std::runtime_error(std::string("SEND: ") + std::strerror(error));
  }

  uint32_t bind(const std::string& interface, uint32_t version) {
    const uint32_t id = new_id();
    const Global global = globals_.at(interface);
    say(Message(registry_, 0).add(global.name).add(interface).add(version).add(id));
    return id;
  }

  // Waits for an event; throws if the host ends the connection or reports an error before.
  Event wait_for(uint32_t object, uint16_t opcode) {
    for (;;) {
      while (!waiting_.empty()) {
        const Event event = waiting_.front();
        waiting_.erase(waiting_.begin());
        handle(event);
        if (event.object == object && event.opcode == opcode) return event;
      }
      read_more();
    }
  }

  void roundtrip() {
    const uint32_t callback = new_id();
    say(Message(1, 0).add(callback));
    wait_for(callback, 0);
  }

 private:
  void handle(const Event& event) {
    events_.push_back(event);
    if (event.object == 1 && event.opcode == 0)
      throw std::runtime_error("error of object " + std::to_string(event.words.at(0)) + ": " + event.text(2));
    if (event.object == registry_ && event.opcode == 0)
      globals_[event.text(1)] = {event.words.at(0), event.words.back()};
  }

  void read_more() {
    const Got got = receive(context_.get());
    if (got.error != 0 || got.bytes.empty()) throw std::runtime_error("the host has ended the connection");
    unread_ += got.bytes;
    for (;;) {
      uint32_t head[2];
      if (unread_.size() < sizeof head) return;
      std::memcpy(head, unread_.data(), sizeof head);
      const size_t size = head[1] >> 16;
      if (unread_.size() < size) return;
      Event event{head[0], static_cast<uint16_t>(head[1] & 0xffff), std::vector<uint32_t>(size / 4 - 2)};
      std::memcpy(event.words.data(), unread_.data() + 8, size - 8);
      waiting_.push_back(event);
      unread_.erase(0, size);
    }
  }

  static constexpr uint32_t registry_ = 2;
  UniqueFd context_;
  uint32_t next_id_ = 3;
  std::map<std::string, Global> globals_;
  std::vector<Event> events_;
  std::vector<Event> waiting_;
  std::string unread_;
};

}  // namespace virtwl::test
