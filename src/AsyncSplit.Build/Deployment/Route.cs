using System.Text.RegularExpressions;

namespace AsyncSplit.Build.Deployment;

/// <summary>Calls that go to the queue of another application.</summary>
/// <param name="Pattern">A wire name, or the beginning of some and <c>*</c>.</param>
/// <param name="Queue">The queue's address.</param>
internal sealed record Route(string Pattern, string Queue)
{
    private static readonly Regex s_address = new(@"^https://sqs\.(?<region>[a-z0-9-]+)\.(?<suffix>[a-z0-9.-]+)/(?<account>\d{12})/(?<name>[A-Za-z0-9_.-]{1,80})$", RegexOptions.CultureInvariant);

    /// <summary>The queue's resource name, for permissions; null where the address is none of SQS.</summary>
    public string? Arn => s_address.Match(Queue) is { Success: true } match
        ? $"arn:{(match.Groups["suffix"].Value == "amazonaws.com.cn" ? "aws-cn" : match.Groups["region"].Value.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws")}:sqs:{match.Groups["region"].Value}:{match.Groups["account"].Value}:{match.Groups["name"].Value}"
        : null;

    public bool Takes(string target) => Pattern.EndsWith("*", StringComparison.Ordinal) ? target.StartsWith(Pattern.Substring(0, Pattern.Length - 1), StringComparison.Ordinal) : target == Pattern;

    /// <exception cref="DeploymentException">It is no route.</exception>
    public void Validate()
    {
        if (Pattern.Length == 0 || Queue.Length == 0)
        {
            throw new DeploymentException($"The AsyncSplitRoute '{Pattern}' has no queue: <AsyncSplitRoute Include=\"IPayments.*\" Queue=\"https://…\" />");
        }
    }
}
