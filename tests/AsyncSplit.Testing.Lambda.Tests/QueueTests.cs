using AsyncSplit.Emulators;
using AsyncSplit.Testing.Lambda.Tests.Harness;

namespace AsyncSplit.Testing.Lambda.Tests;

[NeedsEmulators]
public sealed class QueueTests
{
    [Fact]
    public async Task MessagesInvokeTheFunctionAndAreDeleted()
    {
        using var test = await QueueTest.CreateAsync();
        await using var service = await StartAsync(test, Functions.Messages(test.Url, test.Effects, seconds: 60));

        await test.SendAsync(Enumerable.Range(0, 25).Select(static number => $"message-{number}"));
        await test.WaitUntilEmptyAsync();

        var effects = await test.ReadEffectsAsync();
        Assert.Equal(25, effects.Select(static effect => effect.Body).Distinct().Count());
        Assert.All(effects, static effect => Assert.Equal(1, effect.Receives));
        var bill = service.GetBill()["Messages"];
        Assert.True(bill.Receives >= bill.Deletes && bill.Deletes > 0);
    }

    [Fact]
    public async Task ABatchIsCollectedForAsLongAsItsWindow()
    {
        using var test = await QueueTest.CreateAsync();
        var function = Functions.Messages(test.Url, test.Effects);
        await test.SendAsync("one");
        await using var service = await StartAsync(test, function with { Queue = function.Queue! with { BatchWindow = TimeSpan.FromSeconds(5), BatchSize = 3, VisibilityTimeout = TimeSpan.FromSeconds(30) } });

        await Task.Delay(500);
        await test.SendAsync("two", "three");
        await test.WaitUntilEmptyAsync();

        Assert.All(await test.ReadEffectsAsync(), static effect => Assert.Equal(3, effect.BatchSize));
    }

    [Fact]
    public async Task OnlyTheMessagesThatAreReportedComeAgain()
    {
        using var test = await QueueTest.CreateAsync();
        await test.SendAsync("good-1", "bad-1", "good-2");
        await using var service = await StartAsync(test, Functions.Messages(test.Url, test.Effects));

        await test.WaitForAsync(async () => (await test.ReadEffectsAsync()).Count(static effect => effect.Body == "bad-1") >= 3, "bad-1 three times");

        var effects = await test.ReadEffectsAsync();
        Assert.Equal([1, 2, 3], effects.Where(static effect => effect.Body == "bad-1").Select(static effect => effect.Receives).Take(3));
        Assert.Single(effects, static effect => effect.Body == "good-1");
        Assert.Single(effects, static effect => effect.Body == "good-2");
    }

    [Fact]
    public async Task AMessageThatFailsTooOftenGoesToTheDeadLetters()
    {
        using var letters = await QueueTest.CreateAsync();
        var arn = (await letters.Sqs.GetQueueAttributesAsync(letters.Url, ["QueueArn"])).QueueARN;
        using var test = await QueueTest.CreateAsync(new() { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{arn}}","maxReceiveCount":"2"}""" });
        await test.SendAsync("bad");
        await using var service = await StartAsync(test, Functions.Messages(test.Url, test.Effects));

        await test.WaitForAsync(async () => await letters.CountAsync(letters.Url) == 1, "a dead letter");

        Assert.Equal(2, (await test.ReadEffectsAsync()).Count);
    }

    [Fact]
    public async Task AnAnswerThatNamesAnotherMessageFailsTheWholeBatch()
    {
        // Without ReportsBatchItemFailures the same answer is not looked at.
        Assert.False(Queues.BatchResponse.TryRead("""{"batchItemFailures":[{"itemIdentifier":"x"}]}"""u8, new HashSet<string> { "a" }, out _));
        Assert.False(Queues.BatchResponse.TryRead("""{"batchItemFailures":[{"itemIdentifier":""}]}"""u8, new HashSet<string> { "a" }, out _));
        Assert.False(Queues.BatchResponse.TryRead("""{"batchItemFailures":[{"id":"a"}]}"""u8, new HashSet<string> { "a" }, out _));
        Assert.False(Queues.BatchResponse.TryRead("nonsense"u8, new HashSet<string> { "a" }, out _));
        Assert.True(Queues.BatchResponse.TryRead("""{"batchItemFailures":[{"itemIdentifier":"a"}]}"""u8, new HashSet<string> { "a", "b" }, out var failed));
        Assert.Equal(["a"], failed);
        Assert.True(Queues.BatchResponse.TryRead("null"u8, new HashSet<string> { "a" }, out var none) && none.Count == 0);
        Assert.True(Queues.BatchResponse.TryRead("{}"u8, new HashSet<string> { "a" }, out none) && none.Count == 0);
        Assert.True(Queues.BatchResponse.TryRead(""u8, new HashSet<string> { "a" }, out none) && none.Count == 0);

        using var test = await QueueTest.CreateAsync();
        var function = Functions.Messages(test.Url, test.Effects, seconds: 60);
        await test.SendAsync("bad");
        await using var service = await StartAsync(test, function with { Queue = function.Queue! with { ReportsBatchItemFailures = false } });
        await test.WaitUntilEmptyAsync();
        Assert.Single(await test.ReadEffectsAsync());
    }

    [Fact]
    public async Task ManyMessagesScaleTheFunctionUpToItsLimit()
    {
        using var test = await QueueTest.CreateAsync();
        var function = Functions.Messages(test.Url, test.Effects) with { MaxConcurrency = 3 };
        await test.SendAsync(Enumerable.Range(0, 40).Select(static number => $"slow-{number}"));
        await using var service = await StartAsync(test, function with { Queue = function.Queue! with { BatchSize = 1, VisibilityTimeout = TimeSpan.FromSeconds(30) } });

        await test.WaitUntilEmptyAsync();
        await service.WaitUntilIdleAsync();

        Assert.Equal(40, (await test.ReadEffectsAsync()).Count);
        Assert.Equal(3, service.GetBill().Invocations.Select(static invocation => invocation.Environment).Distinct().Count());
        Assert.Equal(3, service.GetBill()["Messages"].ColdStarts);
    }

    private static Task<LambdaService> StartAsync(QueueTest test, LambdaFunction function) =>
        LambdaService.StartAsync(new LambdaServiceOptions { SqsEndpoint = test.Endpoint, InitTimeout = TimeSpan.FromSeconds(30) }, function);
}
