# A release: what a device takes, and what others need to trust it.
# Included by the Makefile at the root of the repository; every recipe runs there.
#
#   release   out/release/sleeve-<version>-<board>.*, for APP_VERSION, BOARD and RELEASE_URL
#   source    out/release/sleeve-<version>-source.tar.gz: the commit, and the core as C besides, so that
#             whoever builds for a chip that Swift has no code for needs neither Swift nor wabt
#
# The same commit gives the same bytes. What the manifest says is set by these, all but the first
# optional:
RELEASE_URL ?=
SIGN_KEY ?=
EXPIRES ?=
ROLLOUT ?=

RELEASE_DIR := $(OUT)/release
RELEASE_NAME = sleeve-$(APP_VERSION)-$(BOARD)
# A copy without git, such as a source archive, is told both.
RELEASE_COMMIT ?=
# In a CI container the work tree often belongs to another user than the one who reads it.
RELEASE_GIT := git -c 'safe.directory=*'
ifeq ($(origin SOURCE_DATE_EPOCH),undefined)
SOURCE_DATE_EPOCH := $(shell $(RELEASE_GIT) log -1 --format=%ct 2>/dev/null)
endif
# An empty one would be refused by compilers.
ifneq ($(SOURCE_DATE_EPOCH),)
export SOURCE_DATE_EPOCH
endif

RELEASE_MANIFEST_OPTIONS = --version '$(APP_VERSION)' --board '$(BOARD)' \
  --url '$(RELEASE_URL:/=)/$(RELEASE_NAME).bin' --security-version '$(SECURITY_VERSION)' \
  $(if $(SIGN_KEY),--sign-key '$(SIGN_KEY)') \
  $(if $(EXPIRES),--expires '$(EXPIRES)') $(if $(ROLLOUT),--rollout '$(ROLLOUT)')

.PHONY: release-files release-checks release-version release-url release-commit source-files

release-checks: release-version release-url release-commit

release-version:
	@Board/check-version.sh "$$APP_VERSION"

release-url:
	@case '$(RELEASE_URL)' in https://*) ;; *) echo 'please say where images are served:' \
	  'RELEASE_URL=https://updates.example/sleeve' >&2; exit 2 ;; esac

release-commit:
	@[ -n '$(RELEASE_COMMIT)' ] || [ -z "$$($(RELEASE_GIT) status --porcelain)" ] || { \
	  echo 'a release is made of a commit, but the work tree has changes: commit or stash them' \
	  >&2; exit 1; }

SOURCE_NAME = sleeve-$(APP_VERSION)-source
SOURCE_C = $(addprefix $(MODULE_OUT)/,sleeve_module.c sleeve_module.h sleeve_module_memory.h wasm-rt.h)

source-files: release-version release-commit $(MODULE_OUT)/sleeve_module.c $(MODULE_OUT)/sleeve_module_memory.h
	@rm -rf .build/source $(RELEASE_DIR)/$(SOURCE_NAME).*
	@mkdir -p .build/source/$(SOURCE_NAME)/$(MODULE_SHIPPED) $(RELEASE_DIR)
	@$(RELEASE_GIT) archive HEAD | tar -x -C .build/source/$(SOURCE_NAME)
	@cp -L $(SOURCE_C) .build/source/$(SOURCE_NAME)/$(MODULE_SHIPPED)/
	@tar -c -C .build/source --sort=name --mtime='@$(SOURCE_DATE_EPOCH)' --owner=0 --group=0 --numeric-owner \
	  --mode=u=rwX,go=rX $(SOURCE_NAME) | gzip -n > $(RELEASE_DIR)/$(SOURCE_NAME).tar.gz
	@cd $(RELEASE_DIR) && sha256sum $(SOURCE_NAME).tar.gz > $(SOURCE_NAME).sha256
	@cat $(RELEASE_DIR)/$(SOURCE_NAME).sha256

release-files: release-checks $(PYTHON_DIR)/ready firmware
	@rm -f $(RELEASE_DIR)/$(RELEASE_NAME).* && mkdir -p $(RELEASE_DIR)
	@cp $(OUT)/$(RELEASE_NAME).bin $(OUT)/$(RELEASE_NAME).elf $(RELEASE_DIR)/
	@[ ! -f $(OUT)/$(RELEASE_NAME).flash.bin ] || cp $(OUT)/$(RELEASE_NAME).flash.bin $(RELEASE_DIR)/
	@'$(HOSTSIM)' manifest $(RELEASE_DIR)/$(RELEASE_NAME).bin $(RELEASE_MANIFEST_OPTIONS) \
	  > $(RELEASE_DIR)/$(RELEASE_NAME).manifest.json
	@$(PYTHON_DIR)/bin/python Board/make_sbom.py $(RELEASE_DIR)/$(RELEASE_NAME).bin \
	  --version '$(APP_VERSION)' --board '$(BOARD)' --epoch "$$SOURCE_DATE_EPOCH" \
	  --commit "$${RELEASE_COMMIT:-$$($(RELEASE_GIT) rev-parse HEAD)}" --swift "$$(swiftc --version 2>/dev/null)" \
	  $(if $(filter esp%,$(BOARD)),--lock $(ESP_DIR)/dependencies.lock) \
	  > $(RELEASE_DIR)/$(RELEASE_NAME).sbom.json
	@cd $(RELEASE_DIR) && sha256sum $(RELEASE_NAME).[!s]* $(RELEASE_NAME).sbom.json \
	  > $(RELEASE_NAME).sha256
	@cat $(RELEASE_DIR)/$(RELEASE_NAME).sha256
