namespace AsyncSplit.Quickstart.Tests;

public sealed class NativeTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("asyncsplit-native-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [NativeFact]
    public async Task PublishedAsMachineCodeItCompilesWithoutAWarningAndRunsItsChains()
    {
        var (published, log) = await NativeProgram.PublishAsync("samples/Quickstart/Quickstart.csproj", _directory);
        Assert.True(published == 0, log);
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);

        var (ran, output) = await NativeProgram.RunAsync(Path.Combine(_directory, "Quickstart"), ["--chains", Path.Combine(_directory, "chains.db")]);

        Assert.True(ran == 0, output);
        Assert.Contains("ada has paid 12.60", output, StringComparison.Ordinal);
        Assert.Contains("the card of ben is not good for 180.00; the goods go back", output, StringComparison.Ordinal);
    }
}
