using System.Diagnostics;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AwsLambda.Tests.Runtime;

public sealed class DeadlineTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task AStepThatIsToldToEndIsGivenBackBeforeTheFunctionIsKilled()
    {
        await using var function = await WorkFunction.StartAsync();
        var deadline = DateTimeOffset.UtcNow + s_timeout;

        var answer = await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.LookAsync"), TestEvents.Call("b", "Work.WaitAsync")), deadline);

        Assert.InRange(DateTimeOffset.UtcNow, deadline - TimeSpan.FromSeconds(2), deadline);
        Assert.Equal(["m1"], TestEvents.Failures(answer));
        Assert.Equal("Others.GoAsync@a", Assert.Single(function.Queues.Sent).Target);
    }

    [Fact]
    public async Task AStepThatGoesOnIsGivenBackAllTheSameAndCommitsNothing()
    {
        await using var function = await WorkFunction.StartAsync();
        var deadline = DateTimeOffset.UtcNow + s_timeout;

        var answer = await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.StayAsync")), deadline);

        Assert.InRange(DateTimeOffset.UtcNow, deadline - TimeSpan.FromSeconds(2), deadline);
        Assert.Equal(["m0"], TestEvents.Failures(answer));
        function.Log.Release();
        await Task.Delay(200);
        Assert.Empty(function.Queues.Sent);
    }

    [Fact]
    public async Task AMessageWhoseTurnDoesNotComeIsNotBegun()
    {
        await using var function = await WorkFunction.StartAsync(services => services.AddAsyncSplitCore(chains => chains.Configure(options => options.MaxConcurrentSteps = 1)));

        var answer = await function.Api.InvokeAsync(
            TestEvents.Messages(TestEvents.Call("a", "Work.WaitAsync"), TestEvents.Call("b", "Work.WaitAsync"), TestEvents.Call("c", "Work.WaitAsync")), DateTimeOffset.UtcNow + s_timeout);

        Assert.Equal(["m0", "m1", "m2"], TestEvents.Failures(answer));
        Assert.Equal(["waiting"], function.Log.Lines);
    }

    [Fact]
    public async Task ADeadlineThatHasPassedIsNoFault()
    {
        await using var function = await WorkFunction.StartAsync();

        var answer = await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.LookAsync")), DateTimeOffset.UtcNow.AddSeconds(-5));

        Assert.Equal(["m0"], TestEvents.Failures(answer));
        Assert.Empty(TestEvents.Failures(await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.LookAsync")))));
    }

    [Fact]
    public async Task TheTimeLeftCanBeChosen()
    {
        await using var function = await WorkFunction.StartAsync(services => services.Configure<LambdaOptions>(options => options.CancelBeforeDeadline = TimeSpan.FromMilliseconds(100)));
        var started = Stopwatch.GetTimestamp();

        await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.WaitAsync")), DateTimeOffset.UtcNow + TimeSpan.FromSeconds(3));

        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(2.5));
    }
}
