namespace DoubleBilling.Measuring;

/// <summary>What was asked of the queues and the table in a run.</summary>
/// <param name="SqsRequests">Requests to SQS: what sends, what brings a message, what deletes it. Those that bring none are left out: they cost the same without runs.</param>
/// <param name="DynamoDbWrites">Writes, each counted as one unit.</param>
/// <param name="DynamoDbReads">Reads, each counted as one unit.</param>
internal sealed record CallCounts(int SqsRequests, int DynamoDbWrites, int DynamoDbReads);
