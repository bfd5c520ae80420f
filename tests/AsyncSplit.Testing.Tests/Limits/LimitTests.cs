using AsyncSplit.Testing.Tests.Cancellation;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing.Tests.Limits;

public sealed class LimitTests
{
    [Fact]
    public async Task AnArgumentThatIsTooLargeIsThrownWhereItIsAwaited()
    {
        await using var host = CreateHost();

        var result = await host.RunAsync<string>("Sender.SendAsync", 5_000);

        Assert.StartsWith("caught: The envelope for 'IBooking.ReserveAsync' would have 5", result, StringComparison.Ordinal);
        Assert.Equal(["release nothing", "finally"], Lines(host));
    }

    [Fact]
    public async Task AStateThatIsTooLargeIsThrownToTheCaller()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAsync<ChainFailedException>(() => host.RunAsync<string>("Sender.KeepAsync", 5_000));

        Assert.Contains("The largest captured local is 'kept'", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Lines(host));
    }

    [Fact]
    public async Task AHandlerThatTakesTheContractWhichOnlyItImplementsIsNamed()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.RunAsync<string>("IEcho.CallAsync", "word"));

        Assert.Contains("Echo is to be created for AsyncSplit.Testing.Tests.Limits.IEcho, which it takes itself", exception.ToString(), StringComparison.Ordinal);
    }

    private static ChainTestHost CreateHost() => ChainTestHost.Create(
        new ChainTestOptions { MaxEnvelopeBytes = 4_000 }, services => services.AddSingleton<Journal>().AddSingleton<IBooking, Booking>());

    private static IReadOnlyList<string> Lines(ChainTestHost host) => host.Services.GetRequiredService<Journal>().Lines;
}
