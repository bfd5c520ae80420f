using System.Text.Json;

namespace AsyncSplit.AwsLambda.Tests.Fixtures;

/// <summary>Events as Lambda has them.</summary>
internal static class TestEvents
{
    /// <summary>An envelope that calls a handler; its answer goes to another program's resume point.</summary>
    public static string Call(string id, string target, string args = "{}") =>
        $$$"""{"v":1,"chain":"c","id":"{{{id}}}","kind":"call","target":"{{{target}}}","created":1893456000000,"args":{{{args}}},"frames":[{"at":"Others.GoAsync@{{{id}}}","shape":"1","state":{}}]}""";

    /// <summary>The event of messages; each is called by its position: m0, m1, ….</summary>
    public static string Messages(params string[] bodies) => Of(bodies.Select((body, index) => ($"m{index}", body, "")).ToArray());

    /// <summary>The event of messages with ids and attributes.</summary>
    public static string Of((string Id, string Body, string MessageAttributes)[] messages) => $$"""
        {"Records":[{{string.Join(',', messages.Select(message => $$"""
            {
              "messageId": "{{message.Id}}",
              "receiptHandle": "handle-{{message.Id}}",
              "body": {{JsonSerializer.Serialize(message.Body)}},
              "attributes": { "ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183", "SenderId": "AIDAIENQZJOLO23YVJ4VO", "ApproximateFirstReceiveTimestamp": "1545082649185" },
              "messageAttributes": { {{message.MessageAttributes}} },
              "md5OfBody": "098f6bcd4621d373cade4e832627b4f6",
              "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:shop-Work-AddAsync",
              "awsRegion": "us-east-2"
            }
            """))}}]}
        """;

    /// <summary>The messages that an answer gives back.</summary>
    public static string[] Failures(RuntimeAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return [.. json.RootElement.GetProperty("batchItemFailures").EnumerateArray().Select(failure => failure.GetProperty("itemIdentifier").GetString()!)];
    }
}
