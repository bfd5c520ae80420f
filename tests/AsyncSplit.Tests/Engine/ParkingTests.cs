using AsyncSplit.Messaging;
using AsyncSplit.Testing;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Engine;

public sealed class ParkingTests
{
    [Fact]
    public async Task AFrameOfAnUnknownResumePointIsParkedByName()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAsync<ChainParkedException>(() => host.RunAsync<string>("gone_func", "a"));

        Assert.Contains("gone_func@removed", exception.Reason, StringComparison.Ordinal);
        var deadLetter = Assert.Single(host.DeadLetters);
        Assert.Equal(DeadLetterKind.UnknownEntryPoint, deadLetter.Kind);
        Assert.Equal("gone_func@removed", deadLetter.EntryPoint);
        Assert.Equal(3, host.Executions);
    }

    [Fact]
    public async Task AFrameOfAnotherShapeIsNeverRun()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAsync<ChainParkedException>(() => host.RunAsync<string>("old_func", "a"));

        Assert.Contains("m0", exception.Reason, StringComparison.Ordinal);
        Assert.Contains("m1", exception.Reason, StringComparison.Ordinal);
        Assert.Equal(DeadLetterKind.FingerprintMismatch, Assert.Single(host.DeadLetters).Kind);
    }

    [Fact]
    public async Task AnEnvelopeThatIsTooLargeNamesTheLargestLocal()
    {
        await using var host = ChainTestHost.Create(new ChainTestOptions { MaxEnvelopeBytes = 4_000 }, AddServices);

        var exception = await Assert.ThrowsAsync<ChainFailedException>(() => host.RunAsync<string>("my_func", new string('x', 3_000)));

        Assert.Equal(typeof(EnvelopeTooLargeException).FullName, exception.RemoteType);
        Assert.Contains("'value' with 3002 bytes", exception.Message, StringComparison.Ordinal);
    }

    private static ChainTestHost CreateHost() => ChainTestHost.Create(AddServices);

    private static void AddServices(IServiceCollection services) => services.AddSingleton<RunLog>().AddSingleton<IDatabase, Database>();
}
