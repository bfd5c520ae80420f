namespace AsyncSplit.AwsLambda.Events;

/// <summary>What a function is invoked with.</summary>
internal enum FunctionEventKind
{
    /// <summary>Messages of a queue.</summary>
    Messages = 0,

    /// <summary>A chain to be started: <c>{"start": "Orders.PlaceAsync", "args": {}}</c>.</summary>
    Start = 1,

    /// <summary>An envelope itself.</summary>
    Envelope = 2,
}
