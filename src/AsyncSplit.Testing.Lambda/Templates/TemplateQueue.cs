using System.Globalization;
using System.Text.Json.Nodes;

namespace AsyncSplit.Testing.Lambda;

/// <summary>A queue of a template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="VisibilityTimeout">For how long a message that is in work is hidden.</param>
/// <param name="DeadLetterArn">The name of the queue that takes its dead letters, as Amazon writes it.</param>
/// <param name="MaxReceives">How often a message is received before it is one.</param>
public sealed record TemplateQueue(string Name, TimeSpan VisibilityTimeout, string? DeadLetterArn, int MaxReceives)
{
    /// <summary>What <c>CreateQueue</c> of SQS wants.</summary>
    public Dictionary<string, string> ToAttributes()
    {
        Dictionary<string, string> attributes = new() { ["VisibilityTimeout"] = ((int)VisibilityTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture) };
        if (DeadLetterArn is not null)
        {
            attributes["RedrivePolicy"] = new JsonObject { ["deadLetterTargetArn"] = DeadLetterArn, ["maxReceiveCount"] = MaxReceives }.ToJsonString();
        }

        return attributes;
    }
}
