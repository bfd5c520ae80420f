namespace AsyncSplit.AwsLambda.DynamoDb;

/// <summary>The table that this process has.</summary>
internal sealed record DynamoDbTable(string Name, DynamoDbOptions Options);
