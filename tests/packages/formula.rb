# Reads a formula as Homebrew does, on a machine that is described, and tells what it would do, as JSON.
#   ruby formula.rb FORMULA macos|linux intel|arm
require "json"

SYSTEM, PROCESSOR = ARGV.fetch(1), ARGV.fetch(2)
TOLD = Hash.new { |told, key| told[key] = [] }

module OS
  def self.mac? = SYSTEM == "macos"
  def self.linux? = SYSTEM == "linux"
end

# What is called on it is remembered; what Homebrew's does not have is an error.
class Place
  def initialize(path) = @path = path
  def /(name) = Place.new("#{@path}/#{name}")
  def to_s = @path
  def install(*names) = TOLD["installed"].concat(names)
  def install_symlink(*names) = TOLD["links"].concat(names.flatten)
end

class Formula
  class << self
    %w[desc homepage version license url sha256].each do |word|
      define_method(word) do |value|
        raise "#{word} stands twice" if TOLD.key?(word)
        TOLD[word] = value
      end
    end
    def depends_on(name) = TOLD["needs"] << name
    def on_macos = (yield if OS.mac?)
    def on_linux = (yield if OS.linux?)
    def on_intel = (yield if PROCESSOR == "intel")
    def on_arm = (yield if PROCESSOR == "arm")
    def test(&block) = TOLD["test"] = !block.nil?
  end

  def bin = Place.new("BIN")
  def libexec = Place.new("LIBEXEC")
  def std_npm_args = ["STANDARD"]
  def system(*words) = TOLD["commands"] << words
  def generate_completions_from_executable(program, *words, shells:)
    shells.each { |shell| TOLD["completions"] << [program.to_s, *words, shell.to_s].join(" ") }
  end
end

load File.expand_path(ARGV.fetch(0))
formula = ObjectSpace.each_object(Class).find { |each| each < Formula }
TOLD["class"] = formula.name
formula.new.install
puts JSON.generate(TOLD)
