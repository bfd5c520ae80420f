namespace AsyncSplit.Testing.Lambda.Tests.Harness;

/// <summary>The functions that the tests deploy.</summary>
internal static class Functions
{
    private static readonly string s_bootstrap = Path.Combine(AppContext.BaseDirectory, "AsyncSplit.Testing.Lambda.Bootstrap.dll");

    /// <summary>The function in C#, which does what an event says.</summary>
    public static LambdaFunction Commands(string name = "Commands") => new() { Name = name, Path = s_bootstrap, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The same, for the messages of a queue. It writes each down.</summary>
    /// <param name="queue">The queue's address.</param>
    /// <param name="effects">The folder in which it writes.</param>
    /// <param name="seconds">When a message that has failed comes again: later than a cold start takes on a busy machine.</param>
    public static LambdaFunction Messages(string queue, string effects, int seconds = 5) => Commands("Messages") with
    {
        Queue = new LambdaQueue { Url = queue, VisibilityTimeout = TimeSpan.FromSeconds(seconds) },
        Environment = new Dictionary<string, string> { ["EFFECTS"] = effects },
    };

    public static string PythonFolder => Path.Combine(AppContext.BaseDirectory, "Functions", "python");
}
