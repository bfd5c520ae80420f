using AsyncSplit.Testing;

namespace AsyncSplit.Conformance.Shapes;

/// <summary>What is in tail position takes no step of its own.</summary>
public sealed class StepCountTests
{
    [Theory]
    [InlineData("async Task Run(int n) { if (n > 0) { await Other(n); } }", "Shape.Run", "Shape.Other")]
    [InlineData("async Task Run(int n) { switch (n) { case 1: await Other(n); break; } }", "Shape.Run", "Shape.Other")]
    [InlineData("async Task Run(int n) { if (n > 0) { await Other(n); return; } n++; }", "Shape.Run", "Shape.Other")]
    [InlineData("async Task Run(int n) { try { n++; } catch { } await Value(n); }", "Shape.Run", "Shape.Value")]
    [InlineData("async Task Run(int n) { await Other(n); n++; }", "Shape.Run", "Shape.Other", "Shape.Run@Other")]
    [InlineData("async Task Run(int n) { while (n-- > 0) { await Other(n); } }", "Shape.Run", "Shape.Other", "Shape.Run@Other")]
    [InlineData("async Task Run(int n) { try { await Other(n); } catch { } }", "Shape.Run", "Shape.Other", "Shape.Run@Other")]
    [InlineData("async Task Run(int n) { await Task.Run(() => n); }", "Shape.Run")]
    [InlineData("async Task Run(int n) { if (n > 0) { await Task.Run(() => n); } else { await Other(n); } }", "Shape.Run")]
    [InlineData("async Task Run(int n) { await Task.Run(() => n); n++; }", "Shape.Run", "Shape.Run@Run")]
    [InlineData("async Task Run(int n) { lock (this) { n++; } await Task.Run(() => n); }", "Shape.Run")]
    [InlineData("Task Run(int n) => Other(n);", "Shape.Run", "Shape.Other")]
    [InlineData("Task Run(int n) => n > 0 ? Value(n) : Task.CompletedTask;", "Shape.Run", "Shape.Value")]
    [InlineData("Task Run(int n) { n++; return Task.Run(() => n); }", "Shape.Run")]
    public async Task AHandlerTakesTheStepsItNeeds(string run, params string[] entryPoints)
    {
        var assembly = ShapeAssembly.Of($$"""
            public partial class Shape
            {
                [Chainable] public {{run}}
                [Chainable] public async Task Other(int n) { }
                [Chainable] public Task<int> Value(int n) => Task.FromResult(n);
            }
            """).Assembly;
        await using var host = ChainTestHost.Create([assembly]);

        await host.RunAsync("Shape.Run", 1);

        Assert.Equal(entryPoints, host.EntryPoints);
    }
}
