namespace AsyncSplit.AwsLambda.Sqs;

/// <summary>By which a received message is renewed, given back or removed.</summary>
/// <param name="Queue">The queue's URL.</param>
/// <param name="Handle">SQS's receipt handle.</param>
internal sealed record SqsReceipt(string Queue, string Handle);
