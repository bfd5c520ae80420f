using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>The steps of a chain, as they went.</summary>
public abstract class HistoryContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task StepsAreListedAsTheyWereInTheOrderOfTheirCommits()
    {
        var steps = Enumerable.Range(0, 600).Select(static index => Commits.Step("c", $"m{index}") with { Next = index % 2 == 0 ? null : "next", Attempt = index + 1 }).ToArray();
        await StartAsync();
        await StartAsync("d");
        foreach (var step in steps)
        {
            await ApplyAsync(new StepCommit { Step = step });
        }

        await ApplyAsync(new StepCommit { Step = Commits.Step("d", "other") with { Captured = [] } });
        await ReopenAsync();

        Assert.Equal(steps.Select(Text), (await Store.ListStepsAsync("c", default).ToListAsync()).Select(Text));
        Assert.Empty(Assert.Single(await Store.ListStepsAsync("d", default).ToListAsync()).Captured);
        Assert.Empty(await Store.ListStepsAsync("nobody", default).ToListAsync());

        static string Text(StepRecord step) => $"{step with { Captured = [] }} {string.Join(',', step.Captured)}";
    }

    [Fact]
    public async Task AStepThatIsSupersededIsNotListed()
    {
        await StartAsync();
        var delivery = await DeliverAsync("m");
        await ApplyAsync(new StepCommit { Step = Commits.Step("c", "m") }, delivery);

        await RefuseAsync(new StepCommit { Step = Commits.Step("c", "m") }, delivery);

        Assert.Single(await Store.ListStepsAsync("c", default).ToListAsync());
    }
}
