using System.Text.Json;

namespace Dressora.Providers.Evolink.Tests;

public sealed class TaskAnswerTests
{
    [Fact]
    public void A_completed_task_as_the_service_writes_it_is_read_whole()
    {
        var task = Read("""
            {"created":1782914405,"duration":4,"id":"task-unified-1782914404-w4fcqq0x","model":"gemini-3.1-flash-lite-image",
             "object":"image.generation.task","type":"image","status":"completed","progress":100,
             "results":["https://files.evolink.ai/x/images/2026/07/01/ab_0.jpg"],
             "result_data":[{"url":"https://files.evolink.ai/x/images/2026/07/01/ab_0.jpg"}],
             "task_info":{"can_cancel":false},"usage":{"credits_used":1.783,"total_tokens":1177}}
            """);

        Assert.Equal(ProviderTaskStatus.Succeeded, task.Status);
        Assert.Equal(1, task.Progress);
        Assert.Equal(new Uri("https://files.evolink.ai/x/images/2026/07/01/ab_0.jpg"), Assert.Single(task.Outputs));
        Assert.Equal(1.783m, task.Cost);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1782914405), task.CreatedAt);
        Assert.Equal("gemini-3.1-flash-lite-image", task.Model);
        Assert.Null(task.Error);
        Assert.Null(task.UnknownStatus);
    }

    [Theory]
    [InlineData("pending", ProviderTaskStatus.Queued)]
    [InlineData("processing", ProviderTaskStatus.Running)]
    [InlineData("failed", ProviderTaskStatus.Failed)]
    [InlineData("cancelled", ProviderTaskStatus.Canceled)]
    [InlineData("canceled", ProviderTaskStatus.Canceled)]
    public void Every_status_word_is_known(string word, ProviderTaskStatus status)
    {
        var task = Read($$"""{"status":"{{word}}","progress":40}""");

        Assert.Equal((status, (string?)null, 0.4), (task.Status, task.UnknownStatus, task.Progress));
    }

    [Theory]
    [InlineData("simmering", "simmering")]
    [InlineData("Completed", "Completed")]
    [InlineData("done https://evil.example/", "unreadable")]
    [InlineData("", "unreadable")]
    public void A_new_word_never_ends_a_task(string word, string reported)
    {
        var task = Read($$"""{"status":"{{word}}","results":["https://files.evolink.ai/a.png"]}""");

        Assert.Equal((ProviderTaskStatus.Running, reported), (task.Status, task.UnknownStatus));
        Assert.Empty(task.Outputs);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"status":7}""")]
    [InlineData("""{"status":null}""")]
    public void A_body_without_a_status_is_no_task(string body) => Assert.Null(TaskAnswer.Read(JsonElement.Parse(body)));

    [Theory]
    [InlineData("""{"results":["https://files.evolink.ai/a.png"]}""")]
    [InlineData("""{"results":[{"url":"https://files.evolink.ai/a.png"}]}""")]
    [InlineData("""{"results":[{"image_url":"https://files.evolink.ai/a.png"}]}""")]
    [InlineData("""{"result_data":[{"url":"https://files.evolink.ai/a.png"}]}""")]
    [InlineData("""{"results":[],"result_data":[{"image_url":"https://files.evolink.ai/a.png"}]}""")]
    [InlineData("""{"results":null,"result_data":["https://files.evolink.ai/a.png"]}""")]
    [InlineData("""{"results":["relative.png","/a.png","ftp://x/a","file:///etc/passwd","",null,7,"https://files.evolink.ai/a.png"]}""")]
    public void Results_are_found_in_every_shape(string fields)
    {
        var task = Read($$"""{"status":"completed",{{fields[1..]}}""");

        Assert.Equal(ProviderTaskStatus.Succeeded, task.Status);
        Assert.Equal("https://files.evolink.ai/a.png", Assert.Single(task.Outputs).AbsoluteUri);
    }

    [Fact]
    public void Results_keep_their_order()
    {
        var task = Read("""{"status":"completed","results":["https://a.example/2","https://a.example/1","https://a.example/3"]}""");

        Assert.Equal(["/2", "/1", "/3"], task.Outputs.Select(url => url.AbsolutePath));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"results":[]}""")]
    [InlineData("""{"results":"https://files.evolink.ai/a.png"}""")]
    [InlineData("""{"results":["images/a.png"]}""")]
    public void A_completed_task_without_anything_to_fetch_has_failed(string fields)
    {
        var task = Read($$"""{"status":"completed","usage":{"credits_used":2}{{(fields == "{}" ? "}" : "," + fields[1..])}}""");

        Assert.Equal((ProviderTaskStatus.Failed, ProviderErrorKind.Unknown, "no_output"), (task.Status, task.Error?.Kind, task.Error?.Code));
        Assert.Equal(2m, task.Cost);
    }

    [Theory]
    [InlineData("content_policy_violation", ProviderErrorKind.ContentRefused)]
    [InlineData("invalid_parameters", ProviderErrorKind.InvalidRequest)]
    [InlineData("image_processing_error", ProviderErrorKind.InvalidRequest)]
    [InlineData("image_dimension_mismatch", ProviderErrorKind.InvalidRequest)]
    [InlineData("generation_failed_no_content", ProviderErrorKind.Unknown)]
    [InlineData("service_error", ProviderErrorKind.Unavailable)]
    [InlineData("generation_timeout", ProviderErrorKind.Unavailable)]
    [InlineData("resource_exhausted", ProviderErrorKind.Unavailable)]
    [InlineData("service_unavailable", ProviderErrorKind.Unavailable)]
    [InlineData("upstream_error", ProviderErrorKind.Unavailable)]
    [InlineData("model_unavailable", ProviderErrorKind.Unavailable)]
    [InlineData("rate_limited", ProviderErrorKind.Throttled)]
    [InlineData("quota_exceeded", ProviderErrorKind.Throttled)]
    [InlineData("resource_not_found", ProviderErrorKind.TaskLost)]
    [InlineData("unknown_error", ProviderErrorKind.Unknown)]
    [InlineData("a_code_of_next_year", ProviderErrorKind.Unknown)]
    public void Every_code_of_a_failed_task_has_its_class(string code, ProviderErrorKind kind)
    {
        var task = Read($$$"""{"status":"failed","error":{"code":"{{{code}}}","message":"m","type":"task_error"}}""");

        Assert.Equal((ProviderTaskStatus.Failed, kind, code), (task.Status, task.Error?.Kind, task.Error?.Code));
    }

    [Fact]
    public void A_failure_by_request_is_a_cancel()
    {
        var task = Read("""{"status":"failed","error":{"code":"request_cancelled"}}""");

        Assert.Equal((ProviderTaskStatus.Canceled, (ProviderError?)null), (task.Status, task.Error));
    }

    [Theory]
    [InlineData("""{"status":"failed"}""")]
    [InlineData("""{"status":"failed","error":null}""")]
    [InlineData("""{"status":"failed","error":{}}""")]
    [InlineData("""{"status":"failed","error":["x"]}""")]
    [InlineData("""{"status":"failed","error":"free text about https://x.example"}""")]
    public void A_failure_without_a_reason_is_still_a_failure(string body)
    {
        var task = Read(body);

        Assert.Equal((ProviderTaskStatus.Failed, ProviderErrorKind.Unknown, (string?)null), (task.Status, task.Error?.Kind, task.Error?.Code));
    }

    [Fact]
    public void What_was_reserved_is_not_what_it_cost()
    {
        Assert.Null(Read("""{"status":"processing","usage":{"credits_reserved":8.7}}""").Cost);
    }

    [Fact]
    public void A_failed_task_that_leaves_its_creation_out_has_it_in_its_id()
    {
        var task = Read("""{"id":"task-unified-1772618027-cmeisy8h","status":"failed","model":"gemini-3.1-flash-image-preview"}""");

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1772618027), task.CreatedAt);
    }

    [Theory]
    [InlineData("""{"status":"processing","created":-1,"progress":-5,"usage":[],"id":"x"}""", 0.0)]
    [InlineData("""{"status":"processing","created":1e30,"progress":1e20,"usage":{"credits_used":"2"},"id":"task-unified-x-y"}""", 1.0)]
    [InlineData("""{"status":"processing","created":"now","progress":"half","usage":null}""", null)]
    [InlineData("""{"status":"processing","created":1e999,"progress":1e999,"usage":{"credits_used":1e999}}""", null)]
    public void Nonsense_in_the_other_fields_is_left_out(string body, double? progress)
    {
        var task = Read(body);

        Assert.Equal(ProviderTaskStatus.Running, task.Status);
        Assert.Equal(progress, task.Progress);
        Assert.Null(task.CreatedAt);
        Assert.Null(task.Cost);
    }

    private static ProviderTask Read(string body) => Assert.IsType<ProviderTask>(TaskAnswer.Read(JsonElement.Parse(body)));
}
