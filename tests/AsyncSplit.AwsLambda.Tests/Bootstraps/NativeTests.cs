using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.Emulators;

namespace AsyncSplit.AwsLambda.Tests.Bootstraps;

[NeedsEmulators]
public sealed class NativeTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("asyncsplit-bootstrap-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [NativeFact]
    public async Task PublishedAsMachineCodeItCompilesWithoutAWarningAndRunsItsSteps()
    {
        var (published, log) = await NativeProgram.PublishAsync("tests/AsyncSplit.AwsLambda.Bootstrap/AsyncSplit.AwsLambda.Bootstrap.csproj", _directory);
        Assert.True(published == 0, log);
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);

        await using var api = await FakeRuntimeApi.StartAsync();
        using var sqs = await AwsEmulators.SqsAsync();
        var chain = await GreetingChain.CreateAsync(sqs);
        using var bootstrap = await BootstrapProcess.StartAsync([Path.Combine(_directory, "bootstrap")], api, chain.Queues);
        await chain.RunAsync(api);
        bootstrap.Terminate();
        Assert.Equal(0, await bootstrap.ExitCodeAsync());
    }
}
