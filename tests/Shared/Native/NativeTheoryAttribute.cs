namespace AsyncSplit.Quickstart.AwsLambda.Tests;

/// <summary>A test that compiles to machine code: skipped where the linker for that is missing.</summary>
public sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux() || !HasLinker())
        {
            Skip = "Native AOT needs a linker: on Debian, apt-get install clang zlib1g-dev.";
        }
    }

    private static bool HasLinker() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
}
