// SPDX-License-Identifier: EUPL-1.2
#include "tests/fakes/fault_vfs.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <mutex>
#include <new>
#include <stdexcept>

namespace meldmaat::fakes {

namespace {

class Script {
 public:
  void begin(const Fault& fault) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    writes_ = syncs_ = failures_ = 0;
  }

  [[nodiscard]] std::uint64_t failures() const {
    const std::lock_guard lock(mutex_);
    return failures_;
  }

  /// What the next operation of this kind gives.
  int next(Fault::Operation operation) {
    const std::lock_guard lock(mutex_);
    auto& count = operation == Fault::Operation::write ? writes_ : syncs_;
    ++count;
    if (fault_.at == 0 || operation != fault_.operation) return SQLITE_OK;
    const bool falls_here = count == fault_.at || (fault_.forever && count > fault_.at);
    if (!falls_here) return SQLITE_OK;
    ++failures_;
    return fault_.code;
  }

 private:
  mutable std::mutex mutex_;
  Fault fault_;
  std::uint64_t writes_ = 0;
  std::uint64_t syncs_ = 0;
  std::uint64_t failures_ = 0;
};

/// Lies in the memory SQLite gave for the file; the system's own file lies behind it.
struct File {
  sqlite3_file base;
  Script* script;
};
constexpr int offset =
    (sizeof(File) + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);

File* ours(sqlite3_file* file) {
  return reinterpret_cast<File*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + offset);
}

int close(sqlite3_file* file) {
  return real(file)->pMethods->xClose(real(file));
}
int read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 at) {
  return real(file)->pMethods->xRead(real(file), to, bytes, at);
}
int write(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 at) {
  const int code = ours(file)->script->next(Fault::Operation::write);
  if (code == SQLITE_OK) return real(file)->pMethods->xWrite(real(file), from, bytes, at);
  // A write that fails may have got half-way.
  if (bytes > 1) real(file)->pMethods->xWrite(real(file), from, bytes / 2, at);
  return code;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  const int code = ours(file)->script->next(Fault::Operation::write);
  return code == SQLITE_OK ? real(file)->pMethods->xTruncate(real(file), size) : code;
}
int sync(sqlite3_file* file, int /*flags*/) {
  return ours(file)->script->next(Fault::Operation::sync);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}
int unlock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int check_lock(sqlite3_file* file, int* held) {
  return real(file)->pMethods->xCheckReservedLock(real(file), held);
}
int control(sqlite3_file* file, int what, void* about) {
  return real(file)->pMethods->xFileControl(real(file), what, about);
}
int sector_size(sqlite3_file* file) {
  return real(file)->pMethods->xSectorSize(real(file));
}
int device(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, to);
}
int shm_lock(sqlite3_file* file, int first, int count, int flags) {
  return real(file)->pMethods->xShmLock(real(file), first, count, flags);
}
void shm_barrier(sqlite3_file* file) {
  real(file)->pMethods->xShmBarrier(real(file));
}
int shm_unmap(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods methods{2,        close,       read,       write,   truncate,    sync,   file_size,
                                     lock,     unlock,      check_lock, control, sector_size, device, shm_map,
                                     shm_lock, shm_barrier, shm_unmap,  nullptr, nullptr};

}  // namespace

struct FaultVfs::Registered {
  sqlite3_vfs vfs{};
  sqlite3_vfs* system = nullptr;
  std::string name = "fault";
  Script script;

  static int open(sqlite3_vfs* self, const char* path, sqlite3_file* file, int flags, int* found) {
    auto* registered = static_cast<Registered*>(self->pAppData);
    File* const made = new (static_cast<void*>(file)) File{{nullptr}, &registered->script};
    const int code = registered->system->xOpen(registered->system, path, real(file), flags, found);
    if (real(file)->pMethods != nullptr) made->base.pMethods = &methods;
    return code;
  }
};

FaultVfs::FaultVfs() : registered_(std::make_unique<Registered>()) {
  registered_->system = sqlite3_vfs_find(nullptr);
  registered_->vfs = *registered_->system;
  registered_->vfs.szOsFile = offset + registered_->system->szOsFile;
  registered_->vfs.pNext = nullptr;
  registered_->vfs.zName = registered_->name.c_str();
  registered_->vfs.xOpen = &Registered::open;
  // The system's VFS uses pAppData in xOpen alone, and gets its own `this` there.
  registered_->vfs.pAppData = registered_.get();
  if (sqlite3_vfs_register(&registered_->vfs, 0) != SQLITE_OK) throw std::runtime_error("no fault VFS");
}

FaultVfs::~FaultVfs() {
  sqlite3_vfs_unregister(&registered_->vfs);
}

const std::string& FaultVfs::name() const {
  return registered_->name;
}

void FaultVfs::arm(const Fault& fault) {
  registered_->script.begin(fault);
}

std::uint64_t FaultVfs::failures() const {
  return registered_->script.failures();
}

}  // namespace meldmaat::fakes
