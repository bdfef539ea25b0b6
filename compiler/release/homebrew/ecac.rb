# What Homebrew installs from. Filled by compiler/release/fill; until then it has no addresses.
class Ecac < Formula
  desc "Checks and compiles Salesforce External Client App metadata"
  homepage "@HOME@"
  version "@VERSION@"
  license "Apache-2.0"

  # There is no program for macOS; Node runs the one that is the same everywhere.
  on_macos do
    url "@BASE@/@NPM_FILE@"
    sha256 "@NPM_SHA256@"
    depends_on "node"
  end

  on_linux do
    on_intel do
      url "@BASE@/@LINUX_X86_64_FILE@"
      sha256 "@LINUX_X86_64_SHA256@"
    end
    on_arm do
      url "@BASE@/@LINUX_AARCH64_FILE@"
      sha256 "@LINUX_AARCH64_SHA256@"
    end
  end

  def install
    if OS.mac?
      system "npm", "install", *std_npm_args
      bin.install_symlink Dir["#{libexec}/bin/*"]
    else
      bin.install "ecac"
    end
    generate_completions_from_executable(bin/"ecac", "completion", shells: [:bash, :zsh])
  end

  test do
    assert_equal "ecac #{version}", shell_output("#{bin}/ecac --version").strip
    (testpath/"Portal.eca-meta.xml").write <<~XML
      <?xml version="1.0" encoding="UTF-8"?>
      <ExternalClientApplication xmlns="http://soap.sforce.com/2006/04/metadata">
          <descripton>A portal</descripton>
      </ExternalClientApplication>
    XML
    assert_match "did you mean", shell_output("#{bin}/ecac check #{testpath}", 1)
  end
end
