using System.Text.Json;

namespace AsyncSplit.Benchmarks.Compare.Lambda;

/// <summary>The first invocation brings an order: its step runs, and sends its call to SQS. The time of the emulator counts as ours.</summary>
public sealed class LambdaBootstrap : LambdaScenario
{
    private const string Call = """
        {"v":1,"chain":"order-1","id":"order-1","kind":"call","target":"Orders.PlaceAsync","created":1893456000000,"args":{"order":{"Id":"order-1","Customer":"ada","Sku":"tea","Quantity":3}},"frames":[]}
        """;

    public override string Name => "lambda-bootstrap";

    public override string Ours => "from the start of the Quickstart's bootstrap to the end of its first invocation: a step that sends a message to SQS";

    protected override string Event { get; } = $$"""
        {"Records":[{"messageId":"m","receiptHandle":"h","body":{{JsonSerializer.Serialize(Call)}},"attributes":{"ApproximateReceiveCount":"1"},"messageAttributes":{},"eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:eu-west-1:000000000000:bootstrap-Orders-PlaceAsync","awsRegion":"eu-west-1"}]}
        """;
}
