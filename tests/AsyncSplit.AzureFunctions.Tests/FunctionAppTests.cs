using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AsyncSplit.AzureFunctions.Tests.Harness;
using AsyncSplit.Emulators;
using AsyncSplit.Messaging;

namespace AsyncSplit.AzureFunctions.Tests;

/// <summary>Chains in a function app: real processes, an emulated storage account, and a driver in the place of the Functions host.</summary>
[NeedsEmulators]
public sealed class FunctionAppTests
{
    [Theory]
    [InlineData("Handler", "AtLeastOnce")]
    [InlineData("EntryPoint", "ExactlyOnce")]
    [InlineData("One", "AtLeastOnce")]
    public async Task AnOrderIsPlacedAndDelivered(string granularity, string delivery)
    {
        await using var app = await ShopApp.StartAsync(granularity, delivery: delivery);
        var chain = await app.ChainAsync("Orders.PlaceAsync", new { order = "o1", customer = "ada", quantity = 3 });
        var declined = await app.ChainAsync("Orders.PlaceAsync", new { order = "o2", customer = "ben", quantity = 30 });

        Assert.Equal("""{"Order":"o1","Payment":"payment of ada"}""", await app.ResultAsync(chain));
        Assert.Equal("""{"Order":"o2","Payment":null}""", await app.ResultAsync(declined));

        Assert.Equal(["place o1", "quote tea 3", "charge ada 30", "delivered o1"], app.Ledger.Where(static line => line.Contains("o1", StringComparison.Ordinal) || line.EndsWith(" 3", StringComparison.Ordinal) || line.Contains("ada", StringComparison.Ordinal)));
        Assert.Contains("declined o2: ben cannot pay 300", app.Ledger);
        Assert.Equal(0, app.Driver.Failed);
        await app.IsEmptyAsync();
    }

    [Fact]
    public async Task WithoutATableALinearChainRunsAndAJoinSaysWhatIsMissing()
    {
        await using var app = await ShopApp.StartAsync(table: false);
        await app.ChainAsync("Orders.PlaceAsync", new { order = "o1", customer = "ada", quantity = 3 });
        await app.WaitForAsync("delivered o1");
        await app.ChainAsync("Orders.JoinAsync", new { calls = 2 });
        await app.WaitForLogAsync("ASYNCSPLIT_TABLE");
    }

    [Fact]
    public async Task StartedCallsAreJoined()
    {
        await using var app = await ShopApp.StartAsync();
        var chain = await app.ChainAsync("Orders.JoinAsync", new { calls = 12 });
        Assert.Equal("780", await app.ResultAsync(chain));
        Assert.Single(await app.WaitForAsync("joined"));
        await app.IsEmptyAsync();
    }

    [Fact]
    public async Task ARetriedCallComesAgainAfterItsPause()
    {
        await using var app = await ShopApp.StartAsync();
        Assert.Equal("3", await app.ResultAsync(await app.ChainAsync("Orders.RetryAsync", new { customer = "ada" })));
        Assert.Equal(3, (await app.WaitForAsync("try")).Length);
    }

    [Fact]
    public async Task ALargeEnvelopeLiesInABlobMeanwhile()
    {
        await using var app = await ShopApp.StartAsync();
        Assert.Equal("200000", await app.ResultAsync(await app.ChainAsync("Orders.LargeAsync", new { characters = 200_000 })));
        Assert.Contains("large 200000 h", app.Ledger);
        await foreach (var blob in app.Account.Clients.Container(app.Account.Name).GetBlobsAsync())
        {
            Assert.Fail($"{blob.Name} is left behind.");
        }
    }

    [Fact]
    public async Task DuplicatedDeliveriesChangeNothing()
    {
        await using var app = await ShopApp.StartAsync(delivery: "ExactlyOnce");
        app.Driver.DuplicateEvery = 1;
        var chains = await Task.WhenAll(Enumerable.Range(0, 5).Select(index => app.ChainAsync("Orders.CountAsync", new { order = $"d{index}", calls = 4 })));
        foreach (var chain in chains)
        {
            Assert.Equal("10", await app.ResultAsync(chain));
        }

        Assert.All(Enumerable.Range(0, 5), index => Assert.Single(app.Ledger, line => line == $"counted d{index} 10"));
    }

    [Fact]
    public async Task AHandlerThatIsKilledAgainAndAgainLosesNothing()
    {
        await using var app = await ShopApp.StartAsync();
        var chains = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => app.ChainAsync("Orders.CountAsync", new { order = $"k{index}", calls = 6 })));
        var random = new Random(7);
        for (var kill = 1; kill <= 4; kill++)
        {
            await app.WaitForAsync("count ", kill * 6);
            await Task.Delay(random.Next(100));
            app.Driver.Handler.Kill();
        }

        foreach (var chain in chains)
        {
            Assert.Equal("21", await app.ResultAsync(chain));
        }

        Assert.True(app.Driver.Handler.Starts >= 5, $"{app.Driver.Handler.Starts} starts");
        Assert.True(app.Driver.Failed > 0);
        await app.IsEmptyAsync();
    }

    [Fact]
    public async Task WhatCrashesTheProcessEachTimeIsADeadLetterBeforeTheHostGivesItUp()
    {
        await using var app = await ShopApp.StartAsync(maxDequeueCount: 3);
        var chain = await app.ChainAsync("Orders.CrashAsync", new { order = "c" });

        await Assert.ThrowsAsync<ChainParkedException>(() => app.ResultAsync(chain));

        Assert.Equal(2, app.Ledger.Count(static line => line == "crashing c"));
        Assert.Equal(0, app.Driver.Poisoned);
        Assert.Equal(0, await app.CountMessagesAsync(poisoned: true));
    }

    [Fact]
    public async Task AStepIsCancelledBeforeTheHostEndsTheProcess()
    {
        await using var app = await ShopApp.StartAsync(functionTimeout: "00:00:03", maxDequeueCount: 2);
        var chain = await app.ChainAsync("Orders.LongAsync", new { order = "l" });
        await app.WaitForAsync("long l", 2);
        await Assert.ThrowsAsync<ChainParkedException>(() => app.ResultAsync(chain));
        Assert.Equal(1, app.Driver.Handler.Starts);
        Assert.DoesNotContain("ended l", app.Ledger);
    }

    [Fact]
    public async Task AHandlerThatIsToEndFinishesItsStep()
    {
        await using var app = await ShopApp.StartAsync();
        var chain = await app.ChainAsync("Orders.CountAsync", new { order = "t", calls = 30 });
        await app.WaitForAsync("count t", 3);

        Assert.Equal(0, await app.Driver.Handler.TerminateAsync());

        Assert.Equal("465", await app.ResultAsync(chain));
        Assert.All(Enumerable.Range(1, 30), call => Assert.Single(app.Ledger, line => line == $"count t {call}"));
    }

    [Fact]
    public async Task WhatIsNoEnvelopeIsParkedAndNotLost()
    {
        await using var app = await ShopApp.StartAsync(maxDequeueCount: 2);
        var queue = app.Driver.Functions.First(static function => function.Name == "Orders-PlaceAsync")["queueName"];
        await app.Account.Clients.Queue(queue).CreateIfNotExistsAsync();
        await app.Account.Clients.Queue(queue).SendMessageAsync(Convert.ToBase64String("hello"u8));
        await app.WaitUntilAsync(async () => await app.DeadLettersAsync() is [{ Kind: DeadLetterKind.Malformed }], "a dead letter");
        Assert.Equal("hello"u8.ToArray(), Assert.Single(await app.DeadLettersAsync()).Body.ToArray());
    }

    [Fact]
    public async Task AChainIsStartedAndAnsweredOverHttp()
    {
        await using var app = await ShopApp.StartAsync();
        using var http = new HttpClient { BaseAddress = app.Driver.Address };
        using var arguments = JsonContent.Create(new { order = "h" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync("/api/chains/start/Orders.ApproveAsync", arguments)).StatusCode);
        http.DefaultRequestHeaders.Add("x-functions-key", app.Driver.FunctionKey);

        var started = await http.PostAsync("/api/chains/start/Orders.ApproveAsync", JsonContent.Create(new { order = "h" }));
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.StartsWith("/api/chains/", started.Headers.Location!.OriginalString, StringComparison.Ordinal);

        var token = (await app.WaitForAsync("token h"))[0].Split(' ')[2];
        using var outside = new HttpClient { BaseAddress = app.Driver.Address };
        Assert.Equal(HttpStatusCode.NoContent, (await outside.PostAsync($"/api/chains/callbacks/{token}", JsonContent.Create("bob"))).StatusCode);

        var result = await http.GetAsync($"{started.Headers.Location}/result?wait=20");
        Assert.Equal("h approved by bob", (await result.Content.ReadFromJsonAsync<JsonElement>()).GetString());
    }

    [Fact]
    public async Task TheTimerRemovesWhatIsOver()
    {
        await using var app = await ShopApp.StartAsync();
        var items = app.Account.Items();
        await items.TryPutAsync(new Queues.Item("p", "over", "x"u8.ToArray()) { ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) }, default);
        await items.TryPutAsync(new Queues.Item("p", "later", "x"u8.ToArray()) { ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(1) }, default);

        Assert.True(await app.Driver.FireTimerAsync("Purge"));

        Assert.Null(await items.GetAsync("p", "over", default));
        Assert.NotNull(await items.GetAsync("p", "later", default));
    }
}
