using System.Diagnostics;
using System.Net;
using System.Text.Json;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AwsLambda.Tests.Runtime;

public sealed class RuntimeApiTests
{
    private const string TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task AnErrorHasTheFormThatTheApiWants()
    {
        await using var function = await WorkFunction.StartAsync();

        var answer = await function.Api.InvokeAsync("""{"start":"Work.Nowhere"}""");

        Assert.EndsWith("/error", answer.Path, StringComparison.Ordinal);
        Assert.Equal("application/vnd.aws.lambda.error+json", answer.ContentType);
        Assert.Equal("Function.KeyNotFoundException", answer.ErrorType);
        var error = JsonDocument.Parse(answer.Body).RootElement;
        Assert.Equal("KeyNotFoundException", error.GetProperty("errorType").GetString());
        Assert.Contains("Work.Nowhere", error.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Contains(error.GetProperty("stackTrace").EnumerateArray(), line => line.GetString()!.Contains("StartJsonAsync", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatKeepsItFromStartingIsReported()
    {
        await using var function = await RunningFunction.StartAsync(_ => throw new InvalidOperationException("no settings", new FileNotFoundException("no file")));

        var error = await function.Api.InitError;

        Assert.Equal("/2018-06-01/runtime/init/error", error.Path);
        Assert.Equal("Runtime.InvalidOperationException", error.ErrorType);
        var json = JsonDocument.Parse(error.Body).RootElement;
        Assert.Equal("no settings", json.GetProperty("errorMessage").GetString());
        Assert.Equal("FileNotFoundException", json.GetProperty("cause").GetProperty("errorType").GetString());
        Assert.Equal("no settings", (await Assert.ThrowsAsync<InvalidOperationException>(() => function.Ended.WaitAsync(s_patience))).Message);
    }

    [Fact]
    public async Task AStartupThatForgetsAsyncSplitIsReported()
    {
        await using var function = await RunningFunction.StartAsync(_ => { });

        Assert.Contains("AddAsyncSplitCore", (await function.Api.InitError).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingVariableIsReported()
    {
        await using var function = await RunningFunction.StartAsync(services => services.AddAsyncSplitCore(chains => AwsBuilderExtensions.UseAws(chains.AddChainables(), null, _ => null)));

        Assert.Contains("ASYNCSPLIT_QUEUES", (await function.Api.InitError).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutLambdaItSaysWhatItIs()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => LambdaHost.RunAsync(_ => { }, _ => null, CancellationToken.None));

        Assert.Contains("AWS_LAMBDA_RUNTIME_API", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTraceOfAnInvocationIsWhereLibrariesLookForIt()
    {
        await using var function = await WorkFunction.StartAsync();

        await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.LookAsync")), traceId: TraceId);
        await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("b", "Work.LookAsync")));

        Assert.Equal([TraceId, "no trace"], function.Log.Lines);
    }

    [Fact]
    public async Task TheSpanOfAnInvocationIsInTheTraceThatLambdaNames()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "AsyncSplit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (spans)
                {
                    spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using (var function = await WorkFunction.StartAsync(environment: new Dictionary<string, string> { ["_HANDLER"] = "Shop::AsyncSplit.Generated.LambdaHandlers::Work_LookAsync" }))
        {
            await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.LookAsync")), traceId: TraceId);
        }

        lock (spans)
        {
            var span = Assert.Single(spans, span => span.TraceId.ToHexString() == "5759e988bd862e3fe1be46a994272793");
            Assert.Equal("53995c3f42cd8ad8", span.ParentSpanId.ToHexString());
            Assert.Equal("invoke Work-LookAsync", span.DisplayName);
            Assert.Equal("Work-LookAsync", span.GetTagItem("faas.name"));
        }
    }

    [Fact]
    public async Task ItStopsBetweenTwoInvocations()
    {
        await using var function = await WorkFunction.StartAsync();
        await function.Api.InvokeAsync(TestEvents.Messages());

        await function.Running.StopAsync();

        Assert.True(function.Running.Ended.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task AnInvocationThatRunsIsAnsweredBeforeItStops()
    {
        await using var function = await WorkFunction.StartAsync();
        var answer = function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.StayAsync")));
        Assert.Equal("staying", await function.ReadLineAsync());

        var stopped = function.Running.StopAsync();
        Assert.False(stopped.IsCompleted);
        function.Log.Release();

        Assert.Empty(TestEvents.Failures(await answer));
        await stopped;
    }

    // The page says that the runtime should end then: another one is started.
    [Fact]
    public async Task ItEndsWhenTheApiIsOutOfOrder()
    {
        await using var function = await WorkFunction.StartAsync();
        function.Api.PostStatus = HttpStatusCode.InternalServerError;

        await function.Api.InvokeAsync(TestEvents.Messages());

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => function.Running.Ended.WaitAsync(s_patience));
        Assert.Contains("500", exception.Message, StringComparison.Ordinal);
    }
}
