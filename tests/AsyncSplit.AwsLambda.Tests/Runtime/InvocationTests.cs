using System.Text;
using System.Text.Json;
using AsyncSplit.AwsLambda.Tests.Fixtures;

namespace AsyncSplit.AwsLambda.Tests.Runtime;

public sealed class InvocationTests
{
    [Fact]
    public async Task MessagesAreRunAndTheirAnswersSent()
    {
        await using var function = await WorkFunction.StartAsync();

        var answer = await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.LookAsync"), TestEvents.Call("b", "Work.AddAsync", """{"left":1,"right":2}""")));

        Assert.False(answer.IsError);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Empty(TestEvents.Failures(answer));
        Assert.Equal(["Others.GoAsync@a", "Work.AddAsync@Yield"], function.Queues.Sent.Select(envelope => envelope.Target).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task OneInvocationFollowsTheOther()
    {
        await using var function = await WorkFunction.StartAsync();

        for (var number = 0; number < 20; number++)
        {
            Assert.Empty(TestEvents.Failures(await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call($"{number}", "Work.LookAsync")))));
        }

        Assert.Equal(20, function.Queues.Sent.Count);
    }

    [Fact]
    public async Task TheMessagesOfABatchRunAtTheSameTime()
    {
        await using var function = await WorkFunction.StartAsync();

        var answer = await function.Api.InvokeAsync(TestEvents.Messages([.. Enumerable.Range(0, 10).Select(number => TestEvents.Call($"{number}", "Work.MeetAsync", """{"count":10}"""))]));

        Assert.Empty(TestEvents.Failures(answer));
    }

    [Fact]
    public async Task WhatCannotBeSentIsGivenBackAndTheRestIsDone()
    {
        await using var function = await WorkFunction.StartAsync();
        function.Queues.Fault = new InvalidOperationException("no queue");

        Assert.Equal(["m0", "m1"], TestEvents.Failures(await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.LookAsync"), TestEvents.Call("b", "Work.LookAsync")))));

        function.Queues.Fault = null;
        Assert.Empty(TestEvents.Failures(await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.LookAsync")))));
    }

    // Without a table, a function sends its dead letters on to one that has it.
    [Theory]
    [InlineData("no envelope")]
    [InlineData("")]
    [InlineData("{\"v\":2}")]
    [InlineData("{\"v\":1}")]
    public async Task WhatIsNoEnvelopeBecomesADeadLetterAndTheRestIsDone(string body)
    {
        await using var function = await WorkFunction.StartAsync();

        var answer = await function.Api.InvokeAsync(TestEvents.Messages(TestEvents.Call("a", "Work.LookAsync"), body, TestEvents.Call("b", "Work.LookAsync")));

        Assert.Empty(TestEvents.Failures(answer));
        Assert.Equal(["$commit", "Others.GoAsync@a", "Others.GoAsync@b"], function.Queues.Sent.Select(envelope => envelope.Target).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ABodyMayBeBase64()
    {
        await using var function = await WorkFunction.StartAsync();
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(TestEvents.Call("a", "Work.LookAsync")));

        var answer = await function.Api.InvokeAsync(TestEvents.Of([("m", body, """
            "chain": { "stringValue": "c", "dataType": "String" }, "encoding": { "stringListValues": [], "stringValue": "base64", "dataType": "String" }, "other": { "binaryValue": "AA==", "dataType": "Binary" }
            """)]));

        Assert.Empty(TestEvents.Failures(answer));
        Assert.Single(function.Queues.Sent);
    }

    [Fact]
    public async Task AnEnvelopeCanBeInvokedDirectly()
    {
        await using var function = await WorkFunction.StartAsync();

        var answer = await function.Api.InvokeAsync(TestEvents.Call("a", "Work.LookAsync"));

        Assert.False(answer.IsError);
        Assert.Equal("Others.GoAsync@a", Assert.Single(function.Queues.Sent).Target);
    }

    [Fact]
    public async Task AnEnvelopeThatCannotBeDoneFailsTheInvocation()
    {
        await using var function = await WorkFunction.StartAsync();
        function.Queues.Fault = new InvalidOperationException("no queue");

        Assert.True((await function.Api.InvokeAsync(TestEvents.Call("a", "Work.LookAsync"))).IsError);
    }

    [Fact]
    public async Task AChainIsStartedDirectly()
    {
        await using var function = await WorkFunction.StartAsync();

        var answer = await function.Api.InvokeAsync("""{"start":"Work.AddAsync","args":{"left":1,"right":2},"id":"sum-1"}""");

        Assert.False(answer.IsError, answer.Body);
        Assert.Equal("""{"chain":"sum-1"}""", answer.Body);
        var first = Assert.Single(function.Queues.Sent, envelope => envelope.Target == "Work.AddAsync");
        Assert.Equal("sum-1", first.ChainId);
        Assert.Equal("""{"left":1,"right":2}""", JsonDocument.Parse(first.Body).RootElement.GetProperty("args").GetRawText());
    }

    [Theory]
    [InlineData("""{"start":"Work.Nowhere"}""", "Work.Nowhere")]
    [InlineData("""{"start":"Work.AddAsync","args":{"left":"one","right":2}}""", "left")]
    [InlineData("""{"start":"Work.AddAsync","args":[1,2]}""", "args")]
    [InlineData("""{"start":"Work.AddAsync","args":{"left":1,"right":2},"timeoutSeconds":"soon"}""", "timeoutSeconds")]
    [InlineData("""{"start":7}""", "start")]
    [InlineData("{}", "takes the messages of its queue")]
    [InlineData("[]", "takes the messages of its queue")]
    [InlineData("null", "takes the messages of its queue")]
    [InlineData("{", "no JSON")]
    [InlineData("", "no JSON")]
    [InlineData("""{"version":"2.0","routeKey":"$default","requestContext":{"http":{"method":"POST"}},"body":"{}"}""", "AsyncSplit.AspNetCore")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3","s3":{}}]}""", "aws:s3")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","body":"{}"}]}""", "messageId")]
    public async Task WhatIsNotTakenIsAnErrorThatSaysSo(string json, string says)
    {
        await using var function = await WorkFunction.StartAsync();

        var answer = await function.Api.InvokeAsync(json);

        Assert.True(answer.IsError);
        Assert.Contains(says, JsonDocument.Parse(answer.Body).RootElement.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Empty(function.Queues.Sent);
        Assert.Empty(TestEvents.Failures(await function.Api.InvokeAsync("""{"Records":[]}""")));
    }
}
