using System.Text.Json.Nodes;
using AsyncSplit.Testing.Lambda.Templates;

namespace AsyncSplit.Testing.Lambda.Tests;

public sealed class TemplateTests
{
    private const string Template = """
        AWSTemplateFormatVersion: "2010-09-09"
        # What is here is a part of what a build writes.
        Resources:
          DeadLetters:
            Type: AWS::SQS::Queue
            Properties:
              QueueName: shop-dead-letters
          OrdersQueue:
            Type: AWS::SQS::Queue
            Properties:
              QueueName: shop-Orders
              VisibilityTimeout: 60
              RedrivePolicy:
                deadLetterTargetArn:
                  Fn::GetAtt:
                    - DeadLetters
                    - Arn
                maxReceiveCount: 5
          Chains:
            Type: AWS::DynamoDB::Table
            Properties:
              TableName: shop-chains
              KeySchema:
                - AttributeName: p
                  KeyType: HASH
                - AttributeName: k
                  KeyType: RANGE
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: shop-Orders
              Handler: Orders-PlaceAsync
              MemorySize: 256
              Timeout: 10
              Environment:
                Variables:
                  QUEUES:
                    Fn::Sub: "https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/shop-"
                  TABLE:
                    Ref: Chains
                  WAITS: "2"
          OrdersSource:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn:
                Fn::GetAtt:
                  - OrdersQueue
                  - Arn
              FunctionName:
                Ref: Orders
              BatchSize: 4
              FunctionResponseTypes:
                - ReportBatchItemFailures
              ScalingConfig:
                MaximumConcurrency: 3
        """;

    [Fact]
    public void ATemplateGivesItsFunctionsQueuesAndTablesWithTheirAddressesOnThisMachine()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Template);

        var template = LambdaTemplate.Read(file, "/package", new LambdaServiceOptions { SqsEndpoint = new Uri("http://127.0.0.1:4566/") });

        File.Delete(file);
        var function = Assert.Single(template.Functions);
        Assert.Equal(("shop-Orders", "/package", "Orders-PlaceAsync", 256, TimeSpan.FromSeconds(10), 3), (function.Name, function.Path, function.Handler, function.MemoryMb, function.Timeout, function.MaxConcurrency));
        Assert.Equal(new LambdaQueue { Url = "http://127.0.0.1:4566/000000000000/shop-Orders", BatchSize = 4, ReportsBatchItemFailures = true }, function.Queue);
        Assert.Equal("http://127.0.0.1:4566/000000000000/shop-", function.Environment["QUEUES"]);
        Assert.Equal(("shop-chains", "2"), (function.Environment["TABLE"], function.Environment["WAITS"]));
        Assert.Equal(["shop-dead-letters", "shop-Orders"], template.Queues.Select(static queue => queue.Name));
        Assert.Equal("""{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:000000000000:shop-dead-letters","maxReceiveCount":5}""", template.Queues[1].ToAttributes()["RedrivePolicy"]);
        Assert.Equal("60", template.Queues[1].ToAttributes()["VisibilityTimeout"]);
        Assert.Equal([new TemplateTable("shop-chains", "p", "k")], template.Tables);
    }

    [Theory]
    [InlineData("a: 1\nb: text\nc: \"a \\\"b\\\": c\"\nd: 'it''s'", """{"a":1,"b":"text","c":"a \"b\": c","d":"it's"}""")]
    [InlineData("a:\n  - x: 1\n    y: 2\n  - z\nb:\n- u\n- v", """{"a":[{"x":1,"y":2},"z"],"b":["u","v"]}""")]
    [InlineData("a:\n  b:\n    c: true\n  d: null\ne: {}\n\"f g\": []", """{"a":{"b":{"c":true},"d":null},"e":{},"f g":[]}""")]
    public void YamlIsReadAsWhatItSays(string yaml, string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), YamlReader.Read(yaml)), YamlReader.Read(yaml)?.ToJsonString());

    [Theory]
    [InlineData("a: &x 1", 1)]
    [InlineData("a: 1\nb: |\n  text", 2)]
    [InlineData("a: 1\na: 2", 2)]
    [InlineData("a: 1\n    b: 2", 2)]
    [InlineData("a: 1\nnothing", 2)]
    [InlineData("a: [1, 2]", 1)]
    [InlineData("a: 1 # one", 1)]
    public void YamlThatIsNotReadIsRefusedWithItsLine(string yaml, int line) =>
        Assert.Contains($"Line {line} ", Assert.Throws<FormatException>(() => YamlReader.Read(yaml)).Message, StringComparison.Ordinal);
}
