using AsyncSplit.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing.Tests.DeadLetters;

public sealed class DeadLetterTests
{
    [Fact]
    public async Task WhatNobodyHandlesCanBeRead()
    {
        await using var host = CreateHost();

        var chain = await FailAsync(host, "Orders.PlaceForAsync", "ada", "poison", 3);

        var letter = await OnlyAsync(host);
        Assert.Equal(chain.Id, letter.ChainId);
        Assert.Equal("Orders.PlaceAsync@ReserveAsync", letter.EntryPoint);
        Assert.Equal(DeadLetterKind.Unhandled, letter.Kind);
        Assert.Equal("'Orders.PlaceAsync@ReserveAsync' threw, and no caller has handled it: System.NotSupportedException: Not 3 poison.", letter.Reason);
        Assert.Equal(("System.NotSupportedException", "Not 3 poison."), (letter.Error!.Type, letter.Error.Message));
        Assert.Contains("Orders.cs", letter.Error.StackTrace, StringComparison.Ordinal);
        Assert.Equal("7", letter.Result);
        Assert.Null(letter.Arguments);
        Assert.True(letter.CanBeRedriven);
        Assert.Equal(["Orders.PlaceAsync@ReserveAsync", "Orders.PlaceForAsync@PlaceAsync"], letter.Frames.Select(frame => frame.ResumePoint));
        Assert.Equal("\"3 poison\"", letter.Frames[0].Locals["note"]);
        Assert.Equal("\"ada\"", letter.Frames[1].Locals["customer"]);
        Assert.Equal(ChainStatus.Failed, await chain.GetStatusAsync());
    }

    [Fact]
    public async Task AChainGoesOnFromTheAwaitWithOtherLocals()
    {
        await using var host = CreateHost();
        var chain = await FailAsync(host, "Orders.PlaceForAsync", "ada", "poison", 3);

        await host.Administration.RedriveAsync((await OnlyAsync(host)).Id, new DeadLetterEdit { Locals = """{ "note": "3 apples" }""" });

        Assert.Equal(ChainStatus.Running, await chain.GetStatusAsync());
        Assert.Equal("ada: 3 apples, 7 left", await host.RunToEndAsync(chain));
        Assert.Equal(ChainStatus.Completed, await chain.GetStatusAsync());
        Assert.Empty(host.DeadLetters);
        Assert.Equal(1, host.EntryPoints.Count(entryPoint => entryPoint == "IWarehouse.ReserveAsync"));
    }

    [Fact]
    public async Task AChainGoesOnWithOtherArgumentsOrAnotherResult()
    {
        await using var host = CreateHost();
        var chain = await FailAsync(host, "Orders.PlaceAsync", "pears", 30);
        var letter = await OnlyAsync(host);
        Assert.Equal("IWarehouse.ReserveAsync", letter.EntryPoint);
        Assert.Equal(["\"pears\"", "30"], letter.Arguments!.Values);

        await host.Administration.RedriveAsync(letter.Id, new DeadLetterEdit { Arguments = """{ "quantity": 4 }""" });
        Assert.Equal("30 pears, 6 left", await host.RunToEndAsync(chain));

        var other = await FailAsync(host, "Orders.PlaceAsync", "poison", 1);
        await host.Administration.RedriveAsync((await OnlyAsync(host)).Id, new DeadLetterEdit { Result = "99", Locals = """{ "note": "1 plum" }""" });
        Assert.Equal("1 plum, 99 left", await host.RunToEndAsync(other));
    }

    [Fact]
    public async Task AsItIsItGoesOnWhenTheCauseIsMended()
    {
        await using var host = CreateHost();
        var chain = await FailAsync(host, "Orders.PlaceAsync", "pears", 30);
        var first = await OnlyAsync(host);

        await host.Administration.RedriveAsync(first.Id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunToEndAsync(chain));
        var second = await OnlyAsync(host);
        Assert.NotEqual(first.Id, second.Id);

        host.Services.GetRequiredService<Warehouse>().Stock = 100;
        await host.Administration.RedriveAsync(second.Id);
        Assert.Equal("30 pears, 70 left", await host.RunToEndAsync(chain));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => host.Administration.RedriveAsync(second.Id));
    }

    [Theory]
    [InlineData("""{ "note": """, null, null, "The edited locals cannot be read as JSON")]
    [InlineData("[1]", null, null, "The edited locals are no JSON object, but Array")]
    [InlineData("""{ "customer": "eve" }""", null, null, "There is no captured local 'customer'. There are: note.")]
    [InlineData(null, "{}", null, "it is no call")]
    [InlineData(null, null, "nothing", "The edited result cannot be read as JSON")]
    public async Task WhatCannotBeEditedIsSaidAndChangesNothing(string? locals, string? arguments, string? result, string expected)
    {
        await using var host = CreateHost();
        var chain = await FailAsync(host, "Orders.PlaceForAsync", "ada", "poison", 3);
        var letter = await OnlyAsync(host);

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => host.Administration.RedriveAsync(letter.Id, new DeadLetterEdit { Locals = locals, Arguments = arguments, Result = result }));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal(letter.Id, (await OnlyAsync(host)).Id);
        Assert.Equal(ChainStatus.Failed, await chain.GetStatusAsync());
    }

    [Fact]
    public async Task AValueThatTheHandlerDoesNotReadIsADeadLetterAgain()
    {
        await using var host = CreateHost();
        var chain = await FailAsync(host, "Orders.PlaceAsync", "poison", 3);

        await host.Administration.RedriveAsync((await OnlyAsync(host)).Id, new DeadLetterEdit { Result = "\"many\"" });

        await Assert.ThrowsAsync<ChainParkedException>(() => host.RunToEndAsync(chain));
        var letter = await OnlyAsync(host);
        Assert.Equal(DeadLetterKind.UnreadableState, letter.Kind);
        await host.Administration.RedriveAsync(letter.Id, new DeadLetterEdit { Result = "5", Locals = """{ "note": "plums" }""" });
        Assert.Equal("plums, 5 left", await host.RunToEndAsync(chain));
    }

    [Fact]
    public async Task AFailedChainStaysFailedWhenItsDeadLetterIsDiscarded()
    {
        await using var host = CreateHost();
        var chain = await FailAsync(host, "Orders.PlaceAsync", "poison", 3);

        await host.Administration.DiscardAsync((await OnlyAsync(host)).Id);

        Assert.Empty(host.DeadLetters);
        await Assert.ThrowsAsync<NotSupportedException>(() => chain.GetResultAsync());
        await Assert.ThrowsAsync<KeyNotFoundException>(() => host.Administration.DiscardAsync("unknown"));
    }

    [Fact]
    public async Task ChainsArePurgedByAge()
    {
        await using var host = CreateHost();
        await host.RunAsync<string>("Orders.PlaceAsync", "pears", 3);
        var failed = await FailAsync(host, "Orders.PlaceAsync", "poison", 3);
        var running = await host.StartAsync<string>("Orders.PlaceLaterAsync", "later");
        await host.AdvanceAsync(TimeSpan.FromHours(5));
        await host.RunAsync<string>("Orders.PlaceAsync", "plums", 3);

        Assert.Equal(1, await host.Administration.PurgeAsync(host.Now.AddHours(-1)));
        Assert.Equal(ChainStatus.Failed, await failed.GetStatusAsync());
        Assert.Equal(1, await host.Administration.PurgeAsync(host.Now.AddHours(-1), withFailed: true));

        Assert.Null(await host.Administration.FindChainAsync(failed.Id));
        Assert.Empty(host.DeadLetters);
        Assert.Equal(["Orders.PlaceAsync", "Orders.PlaceLaterAsync"], await host.Administration.ListChainsAsync().Select(chain => chain.Handler).ToListAsync());
        Assert.Equal("later", await host.RunToEndAsync(running));
    }

    [Fact]
    public async Task ChainsAreFoundByStateNameAndTime()
    {
        await using var host = CreateHost();
        var old = await FailAsync(host, "Orders.PlaceAsync", "poison", 3);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        var noon = host.Now;
        await host.RunAsync<string>("Orders.PlaceForAsync", "ada", "pears", 3);
        await host.StartAsync<string>("Orders.PlaceLaterAsync", "later");

        Assert.Equal([old.Id], await FindAsync(new ChainQuery { Status = ChainStatus.Failed }));
        Assert.Equal([old.Id], await FindAsync(new ChainQuery { StartedBefore = noon }));
        Assert.Equal(2, (await FindAsync(new ChainQuery { StartedFrom = noon, Handler = "Orders." })).Count);
        Assert.Empty(await FindAsync(new ChainQuery { Handler = "Orders.PlaceForAsync", Status = ChainStatus.Running }));
        Assert.Equal(3, (await FindAsync(null)).Count);

        async Task<List<string>> FindAsync(ChainQuery? query) => await host.Administration.ListChainsAsync(query).Select(chain => chain.Id).ToListAsync();
    }

    [Fact]
    public async Task TheHistoryOfAChainIsItsSteps()
    {
        await using var host = CreateHost();
        var chain = await FailAsync(host, "Orders.PlaceForAsync", "ada", "poison", 3);

        var steps = await host.Administration.ListStepsAsync(chain.Id).ToListAsync();

        Assert.Equal(
            [("Orders.PlaceForAsync", StepOutcomeKind.Call), ("Orders.PlaceAsync", StepOutcomeKind.Call), ("IWarehouse.ReserveAsync", StepOutcomeKind.Return), ("Orders.PlaceAsync@ReserveAsync", StepOutcomeKind.Throw)],
            steps.Select(step => (step.EntryPoint, step.Outcome)));
        Assert.All(steps, step => Assert.True(step.EnvelopeBytes > 0));
    }

    [Fact]
    public async Task ACancelledChainLeavesNoDeadLetter()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Orders.PlaceLaterAsync", "later");
        await host.RunDueAsync();

        await chain.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));
        Assert.Empty(host.DeadLetters);
    }

    private static ChainTestHost CreateHost() => ChainTestHost.Create(services => services.AddSingleton<Warehouse>().AddSingleton<IWarehouse>(provider => provider.GetRequiredService<Warehouse>()));

    private static async Task<ChainHandle<string>> FailAsync(ChainTestHost host, string handler, params object?[] args)
    {
        var chain = await host.StartAsync<string>(handler, args);
        await Assert.ThrowsAnyAsync<Exception>(() => host.RunToEndAsync(chain));
        return chain;
    }

    private static async Task<DeadLetterSnapshot> OnlyAsync(ChainTestHost host)
    {
        var letter = Assert.Single(await host.Administration.ListDeadLettersAsync().ToListAsync());
        Assert.Equal(letter.Id, (await host.Administration.FindDeadLetterAsync(letter.Id))!.Id);
        return letter;
    }
}
