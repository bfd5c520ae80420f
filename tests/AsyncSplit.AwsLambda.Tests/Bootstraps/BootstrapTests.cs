using AsyncSplit.AwsLambda.Bootstrap;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.Emulators;

namespace AsyncSplit.AwsLambda.Tests.Bootstraps;

[NeedsEmulators]
public sealed class BootstrapTests
{
    // Beside the tests' own files, some of its assemblies are those of the tests' framework.
    private static string[] Program => ["dotnet", "exec", "--runtimeconfig", Beside("runtimeconfig.json"), "--depsfile", Beside("deps.json"), typeof(Startup).Assembly.Location];

    [Fact]
    public async Task ItRunsStepsAndEndsWhenItIsTerminated()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        using var sqs = await AwsEmulators.SqsAsync();
        var chain = await GreetingChain.CreateAsync(sqs);
        using var bootstrap = await BootstrapProcess.StartAsync(Program, api, chain.Queues);

        await chain.RunAsync(api);
        bootstrap.Terminate();

        Assert.Equal(0, await bootstrap.ExitCodeAsync());
        Assert.Contains("Function Greetings-GreetAsync stops", bootstrap.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItEndsWithAnErrorWhenItCannotStart()
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        using var bootstrap = await BootstrapProcess.StartAsync(Program, api, null);

        Assert.Contains("ASYNCSPLIT_QUEUES", (await api.InitError).Body, StringComparison.Ordinal);
        Assert.NotEqual(0, await bootstrap.ExitCodeAsync());
    }

    private static string Beside(string extension) => Path.ChangeExtension(typeof(BootstrapTests).Assembly.Location, extension);
}
