namespace AsyncSplit.Testing.Lambda.Tests.Harness;

/// <summary>The functions that the tests deploy.</summary>
internal static class Functions
{
    private static readonly string s_bootstrap = Path.Combine(AppContext.BaseDirectory, "AsyncSplit.Testing.Lambda.Bootstrap.dll");

    /// <summary>The function in C#, which does what an event says.</summary>
    public static LambdaFunction Commands(string name = "Commands") => new() { Name = name, Path = s_bootstrap, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The same, for the messages of a queue. It writes each down.</summary>
    public static LambdaFunction Messages(string queue, string effects) => Commands("Messages") with
    {
        Queue = new LambdaQueue { Url = queue, VisibilityTimeout = TimeSpan.FromSeconds(1) },
        Environment = new Dictionary<string, string> { ["EFFECTS"] = effects },
    };

    public static string PythonFolder => Path.Combine(AppContext.BaseDirectory, "Functions", "python");
}
