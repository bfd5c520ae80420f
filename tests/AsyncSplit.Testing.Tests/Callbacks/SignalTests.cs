using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing.Tests.Callbacks;

public sealed class SignalTests
{
    [Fact]
    public async Task OneThatComesLaterIsWaitedFor()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Approvals.WithRemindersAsync");
        await host.AdvanceAsync(TimeSpan.FromDays(3.5));

        await host.Client.SignalAsync(chain.Id, "paid", "50");

        Assert.Equal("50 after 3 reminders", await host.RunToEndAsync(chain));
    }

    [Fact]
    public async Task OneThatHasComeAlreadyIsThere()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Approvals.WithRemindersAsync");

        await host.Client.SignalAsync(chain.Id, "paid", "50");

        Assert.Equal("50 after 0 reminders", await host.RunToEndAsync(chain));
    }

    [Fact]
    public async Task ARepeatedOneIsDropped()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Approvals.WithRemindersAsync");

        Assert.Equal(SignalAnswer.Accepted, await host.Client.TrySignalJsonAsync(chain.Id, "paid", "\"50\""u8.ToArray(), "payment 1"));
        Assert.Equal(SignalAnswer.AlreadySent, await host.Client.TrySignalJsonAsync(chain.Id, "paid", "\"50\""u8.ToArray(), "payment 1"));
    }

    [Fact]
    public async Task AnEndedChainAndAnUnknownOneTakeNone()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Approvals.WithRemindersAsync");
        await host.Client.SignalAsync(chain.Id, "paid", "50");
        await host.RunToEndAsync(chain);

        Assert.Equal(SignalAnswer.ChainEnded, (await Assert.ThrowsAsync<SignalRefusedException>(() => host.Client.SignalAsync(chain.Id, "paid", "60"))).Answer);
        Assert.Equal(SignalAnswer.UnknownChain, (await Assert.ThrowsAsync<SignalRefusedException>(() => host.Client.SignalAsync("none", "paid", "60"))).Answer);
    }

    private static ChainTestHost CreateHost() => ChainTestHost.Create(services => services.AddSingleton(new Mailbox()).AddSingleton<IStock, Stock>());
}
