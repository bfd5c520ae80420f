namespace AsyncSplit;

/// <summary>Marks an await in a handler that stays inside its step: <c>await http.GetAsync(url).Inline()</c> is no boundary.</summary>
/// <remarks>At run time these do nothing: the splitter reads them.</remarks>
public static class InlineExtensions
{
    /// <summary>Keeps the await of <paramref name="task"/> inside its step.</summary>
    public static Task Inline(this Task task) => task;

    /// <inheritdoc cref="Inline(Task)"/>
    public static Task<T> Inline<T>(this Task<T> task) => task;

    /// <inheritdoc cref="Inline(Task)"/>
    public static ValueTask Inline(this ValueTask task) => task;

    /// <inheritdoc cref="Inline(Task)"/>
    public static ValueTask<T> Inline<T>(this ValueTask<T> task) => task;
}
