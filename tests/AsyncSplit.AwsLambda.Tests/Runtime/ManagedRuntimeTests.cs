using System.Text;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AwsLambda.Tests.Runtime;

public sealed class ManagedRuntimeTests
{
    [Fact]
    public async Task AnEventIsAnswered()
    {
        var answer = await InvokeAsync<Startup>(TestEvents.Messages(TestEvents.Call("managed", "Work.LookAsync"), TestEvents.Call("slow", "Work.WaitAsync")));

        // The time-out is two seconds: the second one is given back.
        Assert.Equal(["m1"], TestEvents.Failures(new RuntimeAnswer("", answer, null, null)));
        Assert.Contains(Startup.Queues.Sent, envelope => envelope.Target == "Others.GoAsync@managed");
    }

    [Fact]
    public async Task TheServicesAreMadeOnce()
    {
        for (var time = 0; time < 3; time++)
        {
            await InvokeAsync<Startup>("""{"Records":[]}""");
        }

        Assert.Equal(1, Startup.Count);
    }

    [Fact]
    public async Task WhatIsNotTakenIsThrown() => await Assert.ThrowsAsync<FunctionEventException>(() => InvokeAsync<Startup>("{}"));

    [Fact]
    public async Task AStartThatFailedIsTriedAgain()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => InvokeAsync<SecondTimeLucky>("""{"Records":[]}"""));

        Assert.Equal("""{"batchItemFailures":[]}""", await InvokeAsync<SecondTimeLucky>("""{"Records":[]}"""));
    }

    private static async Task<string> InvokeAsync<TStartup>(string json)
        where TStartup : IFunctionStartup, new()
    {
        await using var answer = await LambdaFunctions.HandleAsync<TStartup>("Work-LookAsync", new MemoryStream(Encoding.UTF8.GetBytes(json)));
        using var reader = new StreamReader(answer);
        return await reader.ReadToEndAsync();
    }

    private static void Add(IServiceCollection services, RecordedQueues queues)
    {
        services.AddSingleton<WorkLog>();
        services.Configure<LambdaOptions>(options => options.FunctionTimeout = TimeSpan.FromSeconds(2));
        services.AddAsyncSplitCore(chains => chains.AddChainables().UseQueues(_ => queues, provider => FunctionQueueMap.Single(provider.GetRequiredService<ChainRegistry>(), "queue")));
    }

    private sealed class Startup : IFunctionStartup
    {
        private static int s_count;

        public static RecordedQueues Queues { get; } = new();

        public static int Count => s_count;

        public void Configure(IServiceCollection services)
        {
            Interlocked.Increment(ref s_count);
            Add(services, Queues);
        }
    }

    private sealed class SecondTimeLucky : IFunctionStartup
    {
        private static int s_count;

        public void Configure(IServiceCollection services)
        {
            if (Interlocked.Increment(ref s_count) == 1)
            {
                throw new TimeoutException("no settings yet");
            }

            Add(services, new RecordedQueues());
        }
    }
}
