using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncSplit.AwsLambda.Tests.Fixtures;

namespace AsyncSplit.AwsLambda.Tests.Bootstraps;

/// <summary>A chain of two steps that a bootstrap runs, with its queues.</summary>
internal sealed class GreetingChain(IAmazonSQS sqs, string queues)
{
    private const string Function = "Greetings-GreetAsync";
    private const string Caller = "Others-GoAsync";

    /// <summary>What stands before the functions' names in the URLs of the queues.</summary>
    public string Queues => queues;

    public static async Task<GreetingChain> CreateAsync(IAmazonSQS sqs)
    {
        var prefix = $"{Guid.NewGuid():N}-";
        await sqs.MakeQueueAsync(prefix + Caller);
        return new GreetingChain(sqs, (await sqs.MakeQueueAsync(prefix + Function))[..^Function.Length]);
    }

    /// <summary>Invokes the function for each step, and looks at the answer that its caller gets.</summary>
    public async Task RunAsync(FakeRuntimeApi api)
    {
        var call = TestEvents.Call("call", "Greetings.GreetAsync", """{"guest":{"Name":"ada","Age":36}}""");
        Assert.Empty(TestEvents.Failures(await api.InvokeAsync(TestEvents.Messages(call))));
        Assert.Empty(TestEvents.Failures(await api.InvokeAsync(TestEvents.Messages(await TakeAsync(Function)))));

        Assert.Contains("hello ada", await TakeAsync(Caller), StringComparison.Ordinal);
    }

    private async Task<string> TakeAsync(string function)
    {
        var answer = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queues + function) { WaitTimeSeconds = 10 });
        return Assert.Single(answer.Messages).Body;
    }
}
