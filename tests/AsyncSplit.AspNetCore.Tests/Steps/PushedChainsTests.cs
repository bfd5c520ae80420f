using System.Net;
using System.Text.Json;
using AsyncSplit.AspNetCore.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AspNetCore.Tests.Steps;

/// <summary>Chains whose envelopes go through a broker that pushes.</summary>
public sealed class PushedChainsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task AChainRunsInEitherContentMode(bool isStructured, bool restructures)
    {
        await using var broker = await PushingBroker.StartAsync();
        broker.Restructures = restructures;
        await using var app = await StepsApp.StartAsync(broker, events: options => options.IsStructured = isStructured);

        var chain = await StartAsync(app, "Loans.ScoreAsync", new { applicant = new { Name = "ädä", Income = 10 } });

        Assert.Equal("18", await ResultAsync(app, chain));
        Assert.Empty(broker.Dropped);
        Assert.All(broker.Answers, static answer => Assert.Equal(HttpStatusCode.NoContent, answer));
    }

    [Fact]
    public async Task DuplicatesAndRefusalsChangeNothing()
    {
        await using var broker = await PushingBroker.StartAsync();
        broker.DuplicateEvery = 1;
        broker.RefuseEvery = 3;
        await using var app = await StepsApp.StartAsync(broker);
        var chains = new List<ChainHandle>();
        while (chains.Count < 10)
        {
            try
            {
                chains.Add(await StartAsync(app, "Loans.ScoreAsync", new { applicant = new { Name = "ada", Income = 10 } }));
            }
            catch (HttpRequestException)
            {
                // The broker was refusing: whoever starts a chain tries again.
            }
        }

        foreach (var chain in chains)
        {
            Assert.Equal("18", await ResultAsync(app, chain));
        }

        Assert.Empty(broker.Dropped);
    }

    [Fact]
    public async Task ACallbackResumesAChain()
    {
        await using var broker = await PushingBroker.StartAsync();
        await using var app = await StepsApp.StartAsync(broker);
        var chain = await StartAsync(app, "Loans.AwaitAsync", new { });

        await app.Client.CompleteAsync(await app.Letters.NextAsync(), "bob");

        Assert.Equal("\"bob\"", await ResultAsync(app, chain));
    }

    [Fact]
    public async Task WhatIsTooMuchIsPushedAgainLater()
    {
        await using var broker = await PushingBroker.StartAsync();
        await using var app = await StepsApp.StartAsync(broker, services: static services => services.Configure<Hosting.AsyncSplitOptions>(static options => options.MaxConcurrentSteps = 1));
        var chains = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(app, "Loans.ScoreOrNotAsync", new { applicant = new { Name = "slow", Income = 1 } })));

        foreach (var chain in chains)
        {
            Assert.Equal("\"1\"", await ResultAsync(app, chain));
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, broker.Answers);
    }

    [Fact]
    public async Task AStepWhoseTimeIsUpIsPushedAgain()
    {
        await using var broker = await PushingBroker.StartAsync();
        await using var app = await StepsApp.StartAsync(broker, options => options.Timeout = TimeSpan.FromMilliseconds(300));
        var chain = await StartAsync(app, "Loans.WaitOnceAsync", new { });

        Assert.Equal("\"done\"", await ResultAsync(app, chain));
        Assert.Contains(HttpStatusCode.ServiceUnavailable, broker.Answers);
    }

    [Fact]
    public async Task ATimerFailsWithAnErrorThatSaysWhatIsMissing()
    {
        await using var broker = await PushingBroker.StartAsync();
        using var log = new LogLines();
        await using var app = await StepsApp.StartAsync(broker, services: services => services.AddLogging(logging => logging.AddProvider(log)));
        await StartAsync(app, "Loans.LaterAsync", new { });
        await log.WaitForAsync("cannot keep anything back");
        await broker.WaitForAsync(HttpStatusCode.ServiceUnavailable);
    }

    private static Task<ChainHandle> StartAsync(StepsApp app, string handler, object arguments) => app.Client.StartJsonAsync(handler, JsonSerializer.SerializeToUtf8Bytes(arguments));

    private static async Task<string> ResultAsync(StepsApp app, ChainHandle chain)
    {
        using var limit = new CancellationTokenSource(s_patience);
        await chain.GetResultAsync(limit.Token);
        return System.Text.Encoding.UTF8.GetString((await app.Store.FindAsync(chain.Id, default))!.Result!.Value.Span);
    }
}
