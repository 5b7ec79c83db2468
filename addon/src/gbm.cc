#include "gbm.h"

#include <drm_fourcc.h>
#include <fcntl.h>
#include <gbm.h>
#include <xf86drm.h>

#include <cerrno>
#include <utility>

#include "error.h"

namespace decant {

namespace {

// libgbm does not always say why; that there is none is then all there is to say.
int errno_or(int fallback) { return errno != 0 ? errno : fallback; }

gbm_bo* create_linear(gbm_device* device, uint32_t width, uint32_t height, uint32_t format) {
  // An image that a display can show as it is saves the host a copy; not every node makes those.
  constexpr std::array<uint32_t, 2> kUses = {GBM_BO_USE_LINEAR | GBM_BO_USE_SCANOUT, GBM_BO_USE_LINEAR};
  for (const uint32_t use : kUses) {
    errno = 0;
    gbm_bo* bo = gbm_bo_create(device, width, height, format, use);
    if (bo != nullptr) return bo;
  }
  throw SystemError("gbm_bo_create", errno_or(EINVAL));
}

// gbm_bo_get_fd makes descriptors that may only be read, with some drivers.
UniqueFd writable_fd(int device, gbm_bo* bo) {
  int fd = -1;
  if (drmPrimeHandleToFD(device, gbm_bo_get_handle(bo).u32, DRM_CLOEXEC | DRM_RDWR, &fd) < 0)
    throw_errno("drmPrimeHandleToFD");
  return UniqueFd(fd);
}

// All planes have to lie in one buffer object, since one descriptor stands for all of them.
bool is_one_object(gbm_bo* bo) {
  const uint32_t handle = gbm_bo_get_handle(bo).u32;
  for (int i = 1; i < gbm_bo_get_plane_count(bo); i++)
    if (gbm_bo_get_handle_for_plane(bo, i).u32 != handle) return false;
  return true;
}

}  // namespace

DrmNode open_drm(const std::string& path) {
  UniqueFd fd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!fd) throw_errno("open", path);
  const std::unique_ptr<drmVersion, void (*)(drmVersion*)> version(drmGetVersion(fd.get()), drmFreeVersion);
  if (!version) throw SystemError("drmGetVersion", ENODEV, path);
  return {.fd = std::move(fd), .driver = std::string(version->name, static_cast<size_t>(version->name_len))};
}

std::shared_ptr<GbmDevice> GbmDevice::open(const std::string& path) {
  UniqueFd fd = open_drm(path).fd;
  errno = 0;
  gbm_device* device = gbm_create_device(fd.get());
  if (device == nullptr) throw SystemError("gbm_create_device", errno_or(ENODEV), path);
  return std::shared_ptr<GbmDevice>(new GbmDevice(std::move(fd), device));
}

GbmDevice::~GbmDevice() { gbm_device_destroy(device_); }

bool GbmDevice::draws(uint32_t format, uint64_t modifier) const {
  const auto draws_with = [&](uint32_t more) {
    return gbm_device_is_format_supported(device_, format, GBM_BO_USE_RENDERING | more) != 0;
  };
  if (modifier == DRM_FORMAT_MOD_INVALID) return draws_with(0);
  if (modifier == DRM_FORMAT_MOD_LINEAR && draws_with(GBM_BO_USE_LINEAR)) return true;
  return gbm_device_get_format_modifier_plane_count(device_, format, modifier) > 0;
}

GbmImage GbmDevice::create_image(uint32_t width, uint32_t height, uint32_t format) {
  GbmImage image{.device = shared_from_this(),
                 .bo = {create_linear(device_, width, height, format), gbm_bo_destroy},
                 .fd = {},
                 .bytes = 0,
                 .modifier = 0,
                 .plane_count = 0,
                 .strides = {},
                 .offsets = {}};
  gbm_bo* bo = image.bo.get();
  const auto planes = static_cast<size_t>(gbm_bo_get_plane_count(bo));
  if (planes == 0 || planes > kGbmMaxPlanes || !is_one_object(bo))
    throw SystemError("gbm_bo_get_plane_count", ENOTSUP, "planes apart");
  image.modifier = gbm_bo_get_modifier(bo);
  image.plane_count = planes;
  for (size_t i = 0; i < planes; i++) {
    image.strides[i] = gbm_bo_get_stride_for_plane(bo, static_cast<int>(i));
    image.offsets[i] = gbm_bo_get_offset(bo, static_cast<int>(i));
  }
  image.fd = writable_fd(fd_.get(), bo);
  const off_t end = lseek(image.fd.get(), 0, SEEK_END);
  if (end < 0) throw_errno("lseek");
  image.bytes = static_cast<size_t>(end);
  return image;
}

}  // namespace decant
